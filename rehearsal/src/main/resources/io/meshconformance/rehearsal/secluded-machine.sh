# Makes, of this machine's file system, a machine of its own: what is written there is in memory and ends with it, what
# its engine and the suite's cache hold lies in the folder given. Runs in namespaces of its own for mounts, network and
# processes, so nothing here is seen outside; whatever program follows the folder becomes its first process.
set -eu
folder=$1
shift
machine=$folder/machine

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$folder/changes"
mkdir "$folder/changes/files" "$folder/changes/work"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/changes/files,workdir=$folder/changes/work" "$machine"
mount -t proc proc "$machine/proc"
mount --rbind /sys "$machine/sys"
mount --rbind /dev "$machine/dev"
# Where an engine of this machine has its socket: its own stays out of reach.
mount -t tmpfs -o mode=755 tmpfs "$machine/run"
# An engine's layers, and what is mounted into containers, need a file system of the disk; the results outlive the rest.
for kept in engine cache registry results; do
  mkdir -p "$folder/$kept" "$machine$folder/$kept"
  mount --bind "$folder/$kept" "$machine$folder/$kept"
done
ip link set lo up
cd "$machine"
pivot_root . mnt
umount --lazy /mnt
exec "$@"
