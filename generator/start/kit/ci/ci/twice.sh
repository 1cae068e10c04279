#!/bin/sh
# Builds the site twice, in two time zones, two locales and with two seeds, and compares every byte. What differs would
# differ on every build, and nobody could prove any more which texts a site was built from.
#
#   sh ci/twice.sh FOLDER
#
# The first build stays in FOLDER, ready to be published.
#
# POLYLEX_DIR  the site's folder, if it isn't the current one
# POLYLEX_DAY  the day for which the site is built (YYYY-MM-DD), if it isn't today
#
# Ends with 0 if the builds are equal, with 1 if they aren't, else as `polylex build` does.
set -eu

site=${POLYLEX_DIR:-.}
folder=${1:?usage: ci/twice.sh FOLDER}

# The day is settled once: midnight may pass between the builds.
status=$(polylex -C "$site" status --format json ${POLYLEX_DAY:+--as-of "$POLYLEX_DAY"})
day=$(printf '%s\n' "$status" | sed -n 's/^  "as_of": "\([0-9-]*\)".*/\1/p')

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

TZ=Pacific/Kiritimati LC_ALL=C PYTHONHASHSEED=1 polylex -C "$site" build --as-of "$day" -o "$folder"
TZ=America/Adak LC_ALL=tr_TR.UTF-8 PYTHONHASHSEED=2 polylex -C "$site" build --quiet --as-of "$day" -o "$work/again"

if diff -r "$folder" "$work/again"; then
    echo "Both builds for $day are equal, to the byte."
else
    echo "The two builds differ: something in them depends on the machine." >&2
    exit 1
fi
