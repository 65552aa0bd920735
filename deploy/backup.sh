#!/bin/sh
# Back up the records into a folder, keep those of the last 90 days, and say where the trail ends.
# The folder belongs on another machine, too: copy it away with whatever copies other backups.
set -eu
folder=$1
focus=${FOCUS:-/opt/focus/.venv/bin/focus}
mkdir -p "$folder"
"$focus" records verify
"$focus" records backup "$folder/focus-$(date -u +%Y%m%dT%H%M%SZ).zip" --as "$FOCUS_BACKUP_AS"
find "$folder" -name 'focus-*.zip' -mtime +90 -delete
