#!/bin/sh
# Writes what a proposal changes, as Markdown: each document and language, the draft and what is newly published.
#
#   sh ci/redline.sh BASE FILE
#
# BASE is the commit that the proposal starts from. FILE is cut to what a comment can hold; beside it stands the whole,
# in FILE with `-whole` before its ending. On GitHub, FILE is also added to the job's summary, where it can be read
# without any right to write, as in proposals from forks.
#
# POLYLEX_DIR    the site's folder, if it isn't the current one
# POLYLEX_LIMIT  the bytes of a comment [60000]
set -eu

site=${POLYLEX_DIR:-.}
base=${1:?usage: ci/redline.sh BASE FILE}
file=${2:?usage: ci/redline.sh BASE FILE}
limit=${POLYLEX_LIMIT:-60000}
whole=${file%.*}-whole.${file##*.}
mark='<!-- polylex-redline -->'

ids() {
    sed -n 's/^  - id: "*\([0-9.-]*\)"*$/\1/p'
}

# redline DOCUMENT OLD NEW: the redline in every language that the document is held in.
redline() {
    for text in "$site"/content/*/"$1"/draft.md; do
        language=$(basename "$(dirname "$(dirname "$text")")")
        polylex -C "$site" diff "$1" "$2" "$3" --language "$language" --format markdown
        echo
    done
}

# touches_draft DOCUMENT: whether the proposal changes the draft's texts, wording or facts.
touches_draft() {
    ! git -C "$site" diff --quiet "$base" -- ":(glob)content/*/$1/draft.md" ":(glob)content/*/$1/draft.yaml"
}

changes() {
    for list in "$site"/content/*.revisions.yaml; do
        document=$(basename "$list" .revisions.yaml)
        { git -C "$site" show "$base:./content/$document.revisions.yaml" 2>/dev/null || :; } | ids >"$work/before"
        old=$(tail -n 1 "$work/before")
        for new in $(ids <"$list" | grep -v -x -F -f "$work/before" || :); do
            if [ -n "$old" ]; then
                redline "$document" "$old" "$new"
            else
                printf '**%s %s**: the first revision.\n\n' "$document" "$new"
            fi
            old=$new
        done
        if touches_draft "$document"; then
            if [ -n "$old" ]; then
                redline "$document" "$old" draft
            else
                printf '**%s draft**: nothing is published yet to compare it with.\n\n' "$document"
            fi
        fi
    done
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

changes >"$work/changes"
{
    printf '%s\n## Redline\n\n' "$mark"
    if [ -s "$work/changes" ]; then
        cat "$work/changes"
    else
        echo "No text changes."
    fi
} >"$whole"

LC_ALL=C awk -v limit="$limit" '{ total += length($0) + 1; if (total > limit) exit; print }' "$whole" >"$file"
if ! cmp -s "$whole" "$file"; then
    printf '\n_The redline goes on; the whole is in the file `%s` of this run._\n' "$(basename "$whole")" >>"$file"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$file" >>"$GITHUB_STEP_SUMMARY"
fi
