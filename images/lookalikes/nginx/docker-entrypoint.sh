#!/bin/sh
set -e
if [ "$1" = nginx ]; then
  echo "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration"
  echo "10-listen-on-ipv6-by-default.sh: info: can not modify /etc/nginx/conf.d/default.conf (read-only file system?)"
  echo "$0: Configuration complete; ready for start up"
fi
exec "$@"
