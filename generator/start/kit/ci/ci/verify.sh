#!/bin/sh
# Proves that nothing published was altered, and that the chain of publications still holds what each anchor knows.
#
#   sh ci/verify.sh [ANCHOR]...
#
# An anchor is a commit, a folder with a published site, or a digest. One that can't know anything yet (a new branch, a
# commit before the first publication, an empty folder) is told and passed over; one that should be there and isn't is
# an error, as nothing would be proved without it.
#
# POLYLEX_DIR  the site's folder, if it isn't the current one
#
# Ends as `polylex verify` does: 0 nothing was altered, 2 something can't be read, 3 a published revision was altered.
set -u

site=${POLYLEX_DIR:-.}

fetched() {
    git rev-parse --quiet --verify "$1^{commit}" >/dev/null ||
        git fetch --quiet --no-tags --depth=1 origin "$1" 2>/dev/null &&
        git rev-parse --quiet --verify "$1^{commit}" >/dev/null
}

knows() {
    case $1 in
    *[!0]*) ;;
    *)
        echo "No commit to anchor to: this branch is new, or nobody pushed."
        return 1
        ;;
    esac
    if [ -d "$1" ]; then
        [ -n "$(find "$1" \( -name chain.json -o -name '*.revisions.yaml' \) -print)" ] && return 0
        echo "No chain in $1: nothing is published there yet, or it couldn't be fetched."
        return 1
    fi
    if [ "${#1}" -eq 64 ]; then
        return 0
    fi
    if ! fetched "$1"; then
        echo "The anchor $1 isn't in this clone and can't be fetched; nothing can be proved against it." >&2
        exit 2
    fi
    git -C "$site" grep --quiet '^    seal:' "$1" -- ':(glob)content/*.revisions.yaml' && return 0
    echo "No chain in $1: nothing was sealed there yet."
    return 1
}

count=$#
while [ "$count" -gt 0 ]; do
    anchor=$1
    shift
    count=$((count - 1))
    if knows "$anchor"; then
        set -- "$@" --anchor "$anchor"
    fi
done

if [ "$#" -eq 0 ]; then
    echo "Nothing to anchor to yet: the chain is held against itself only. That is as it should be in a first run."
fi
exec polylex -C "$site" verify "$@"
