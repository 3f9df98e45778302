# Prints the instructions of a chunk between its entry and its last return in one line, then the number of constants.
lua --dis -e "$1" | awk '
    NR == 1 { match($0, /[0-9]+ constants?/); count = substr($0, RSTART, RLENGTH); next }
    /^ / { names[++n] = $3 }
    END { for (i = 2; i < n; i++) printf "%s ", names[i]; print count }'
