#!/bin/sh
# Puts a file of ci/redline.sh under the pull or merge request, in one comment that is updated with every push.
#
#   sh ci/comment.sh FILE
#
# Without a token it says so and ends with 0: a proposal from a fork gets none, and its redline is in the job's summary
# (GitHub) or in the job's files (GitLab).
#
# On GitHub: GH_TOKEN and POLYLEX_PULL, the number of the pull request.
# On GitLab: POLYLEX_COMMENT_TOKEN, a project access token with the scope `api`.
set -eu

file=${1:?usage: ci/comment.sh FILE}
mark='<!-- polylex-redline -->'

if [ -n "${GH_TOKEN:-}" ] && [ -n "${POLYLEX_PULL:-}" ]; then
    all=repos/$GITHUB_REPOSITORY/issues/$POLYLEX_PULL/comments
    ours=".[] | select(.user.login == \"github-actions[bot]\") | select(.body | startswith(\"$mark\")) | .id"
    known=$(gh api --paginate "$all?per_page=100" --jq "$ours")
    known=$(printf '%s\n' "$known" | head -n 1)
    if [ -n "$known" ]; then
        gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$known" --field "body=@$file"
    else
        gh api --silent --method POST "$all" --field "body=@$file"
    fi
elif [ -n "${POLYLEX_COMMENT_TOKEN:-}" ] && [ -n "${CI_MERGE_REQUEST_IID:-}" ]; then
    all=$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes
    call() { # the token goes in by standard input, so that no list of processes shows it
        printf 'header = "PRIVATE-TOKEN: %s"\n' "$POLYLEX_COMMENT_TOKEN" |
            curl --fail --silent --show-error --config - "$@"
    }
    find_ours='import json, sys
print(next((note["id"] for note in json.load(sys.stdin) if note["body"].startswith(sys.argv[1])), ""))'
    notes=$(call "$all?sort=asc&per_page=100")
    known=$(printf '%s\n' "$notes" | python3 -c "$find_ours" "$mark")
    if [ -n "$known" ]; then
        call --request PUT --data-urlencode "body@$file" --output /dev/null "$all/$known"
    else
        call --request POST --data-urlencode "body@$file" --output /dev/null "$all"
    fi
else
    echo "No token to comment with, as in a proposal from a fork; the redline is in the job's summary or files."
fi
