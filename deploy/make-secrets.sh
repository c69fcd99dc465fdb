#!/bin/sh
# Makes what deploy/compose.yaml calls secrets, in the folder that is named. What is there already stays.
set -eu
folder=${1:?which folder}
umask 077
mkdir -p "$folder"
word() { od -An -N36 -tx1 /dev/urandom | tr -d ' \n'; }
for name in database_password secret_key link_keys storage_keys; do
    [ -s "$folder/$name" ] || word > "$folder/$name"
done
[ -s "$folder/database_url" ] ||
    printf 'postgresql://terminbuch:%s@database/terminbuch' "$(cat "$folder/database_password")" > "$folder/database_url"
# Inside the containers another user reads them: the folder itself keeps everybody else out.
chmod 0644 "$folder"/*
