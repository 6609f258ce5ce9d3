#compdef jimg-tui
# zsh completion of jimg-tui. Put this into a file _jimg-tui in a directory of $fpath, or:  source <(jimg-tui completion zsh)

_jimg_tui() {
    local -a answer described
    local kind line
    answer=("${(@f)$(command ${words[1]} __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    (( ${#answer} )) || return 1
    kind=${answer[-1]}
    for line in "${(@)answer[1,-2]}"; do
        # _describe parts word and description at the first ':' that is not quoted.
        described+=("${${line%%$'\t'*}//:/\\:}${${line#*$'\t'}:+:${line#*$'\t'}}")
        [[ $line == *$'\t'* ]] || described[-1]=${line//:/\\:}
    done
    (( ${#described} )) && _describe -V 'jimg-tui' described
    case $kind in
        :files) _files ;;
        :directories) _files -/ ;;
    esac
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _jimg_tui "$@"
else
    compdef _jimg_tui jimg-tui
fi
