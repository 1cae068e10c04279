#!/bin/sh
# Checks the texts, and shows each finding at its line: as annotations on GitHub, as a code quality report on GitLab.
#
#   sh ci/check.sh [OPTIONS OF polylex check]
#
# POLYLEX_DIR     the site's folder, if it isn't the current one
# POLYLEX_REPORT  the file of GitLab's report [gl-code-quality-report.json]
#
# Ends as `polylex check` does: 0 clean, 1 findings, 2 something can't be read, 3 a published revision was altered.
set -u

site=${POLYLEX_DIR:-.}

if [ -n "${GITHUB_ACTIONS:-}" ]; then
    exec polylex -C "$site" check --format github "$@"
fi

polylex -C "$site" check "$@"
verdict=$?
if [ -n "${GITLAB_CI:-}" ]; then
    report=${POLYLEX_REPORT:-gl-code-quality-report.json}
    polylex -C "$site" check --format gitlab "$@" >"$report" 2>/dev/null
    [ -s "$report" ] || echo '[]' >"$report"
fi
exit "$verdict"
