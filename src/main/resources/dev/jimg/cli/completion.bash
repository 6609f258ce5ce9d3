# bash completion of jimg-tui. Put this into ~/.bashrc:  source <(jimg-tui completion bash)

_jimg_tui() {
    local line=${COMP_LINE:0:COMP_POINT} words answer kind word IFS=$' \t\n'
    # bash ends words at ':' and '=', where names of images go on.
    read -ra words <<<"$line"
    [[ $line == *[[:space:]] ]] && words+=('')
    local current=${words[${#words[@]} - 1]}
    mapfile -t answer < <(command "${words[0]}" __complete "${words[@]:1}" 2>/dev/null)
    [ ${#answer[@]} -gt 0 ] || return
    kind=${answer[${#answer[@]} - 1]}
    unset 'answer[${#answer[@]}-1]'
    # What bash takes for words of their own stays out of the answer.
    local before=
    [[ $current == *[:=]* ]] && before=${current%"${current##*[:=]}"}
    COMPREPLY=()
    for word in "${answer[@]}"; do
        word=${word%%$'\t'*}
        COMPREPLY+=("${word#"$before"}")
    done
    case $kind in
        :files) compopt -o filenames; mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "${current##*=}") ;;
        :directories) compopt -o filenames; mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "${current##*=}") ;;
    esac
    # A filter goes on behind its '='.
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
    return 0
}
complete -F _jimg_tui jimg-tui
