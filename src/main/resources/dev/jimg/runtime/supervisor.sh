# Waits for a container, keeps what it writes, and writes down how it ended. In the container's directory:
#   out.log err.log   what it wrote
#   log.index         a line for each piece of it: o or e, when it came (UTC), how long the file is with it
#   exit              its status, when all of the above is written
# Arguments: that directory; what to unmount at the end; "tty" if it sits at a terminal, "open" if its input has no end;
# then the runtime's command.
dir=$1 mount=$2 seat=$3
shift 3
trap : HUP INT TERM QUIT

# One read a piece. Many small pieces in one second are gathered for a moment: each costs two processes.
keep() {
    trap : HUP INT TERM QUIT
    had=$(stat -c %s "$2") second=
    while dd bs=65536 count=1 2>/dev/null >> "$2"; do
        now=$(TZ=UTC0 stat -c '%y %s' "$2")
        size=${now##* }
        [ "$size" -gt "$had" ] || break
        echo "$1 $now" >> "$dir/log.index"
        if [ "$seat" != tty ] && [ $((size - had)) -lt 4096 ] && [ "${now%%.*}" = "$second" ]; then
            sleep 0.05
        fi
        second=${now%%.*} had=$size
    done
    # The end; or the disk is full, and the container shall not stand still for that.
    cat > /dev/null 2>&1
}

run() {
    trap : HUP INT TERM QUIT
    "$@"
    echo $? > "$dir/exit.new"
}

if [ "$seat" = tty ]; then
    # Who started us shares 3, tells where the terminal is, and may leave: it lasts as long as we do.
    exec 3<>/dev/ptmx
    echo
    read -r tty || exit 125
    exec < /dev/null > /dev/null 2>&1
    keep o "$dir/out.log" <&3 3>&- &
    # Who opens a terminal as the leader of a session owns it, and hears of its size.
    run setsid sh -c 'tty=$1; shift; exec 3>&- 0<>"$tty" 1>&0 2>&1; exec "$@"' jimg-seat "$tty" "$@"
    wait
else
    if [ "$seat" = open ]; then
        [ -p "$dir/in" ] || mkfifo "$dir/in"
        exec 0<> "$dir/in"
    fi
    { run "$@" 2>&1 >&3 3>&- | keep e "$dir/err.log" > /dev/null 3>&-; } 3>&1 | keep o "$dir/out.log"
fi
read -r code < "$dir/exit.new" || code=255
if [ -n "$mount" ]; then
    umount -l "$mount" 2> /dev/null
fi
mv "$dir/exit.new" "$dir/exit"
exit "$code"
