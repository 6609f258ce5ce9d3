# Holds the terminal of a command beside others, as long as somebody sits before it or has let go of it on purpose.
# Who started us shares 3, tells where the terminal is, and then either says «leave» or just is not there any more.
# Arguments: the runtime's command.
trap : HUP INT TERM QUIT
exec 3<>/dev/ptmx 4<&0
echo
read -r tty || exit 125
exec < /dev/null > /dev/null 2>&1
# Nobody reads what it writes after that, and it shall not stand still.
( read -r leave <&4 && exec cat <&3 ) 4<&4 &
exec 3>&- 4<&-
# Who opens a terminal as the leader of a session owns it, and hears of its size.
setsid -w sh -c 'tty=$1; shift; exec 0<>"$tty" 1>&0 2>&1; exec "$@"' jimg-seat "$tty" "$@"
