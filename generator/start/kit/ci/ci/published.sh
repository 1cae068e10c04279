#!/bin/sh
# Fetches from the published site the list of each document's publications, as an anchor for ci/verify.sh.
#
#   sh ci/published.sh FOLDER
#
# The published site stands outside the repository: whoever rewrites the repository's history can't rewrite it too.
# What isn't there yet, or doesn't answer, is told; the folder then holds nothing, which ci/verify.sh tells as well.
#
# POLYLEX_DIR  the site's folder, if it isn't the current one
set -u

site=${POLYLEX_DIR:-.}
folder=${1:?usage: ci/published.sh FOLDER}
base=$(sed -n 's/^base_url: *//p' "$site/content/site.yaml" | tr -d "\"' ")

mkdir -p "$folder"
case $base in
*.example/*)
    echo "base_url in content/site.yaml is an example, so nothing is published there."
    exit 0
    ;;
esac

for list in "$site"/content/*.revisions.yaml; do
    document=$(basename "$list" .revisions.yaml)
    for text in "$site"/content/*/"$document"/draft.md; do
        language=$(basename "$(dirname "$(dirname "$text")")")
        target=$folder/$language/$document
        mkdir -p "$target"
        if ! curl --fail --silent --show-error --location --max-time 30 --output "$target/chain.json" \
            "$base$language/$document/chain.json"; then
            rm -f "$target/chain.json"
            echo "$base$language/$document/chain.json can't be fetched: the published site is no anchor for it."
        fi
    done
done
