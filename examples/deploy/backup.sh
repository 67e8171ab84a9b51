#!/bin/sh
# Backs up a home of osmTalk while its server runs.   usage: backup.sh HOME_FOLDER BACKUP_FOLDER
set -eu
home=$1
to=$2/osmtalk-$(date -u +%Y%m%dT%H%M%SZ)
umask 077
mkdir -p "$to"
# a copy as of one moment; copying the file itself would miss what is still in osmtalk.db-wal
for database in osmtalk.db guard.db; do
    [ ! -f "$home/$database" ] || sqlite3 "$home/$database" ".timeout 10000" ".backup '$to/$database'"
done
# without this key the passwords of SIP trunks in the database can't be read
[ ! -f "$home/sealing-key" ] || cp -p "$home/sealing-key" "$to/"
[ ! -d "$home/recordings" ] || cp -Rp "$home/recordings" "$to/"
for database in "$to"/*.db; do
    [ "$(sqlite3 "$database" 'PRAGMA integrity_check')" = ok ] || { echo "$database is damaged" >&2; exit 1; }
done
printf '%s\n' "$to"
