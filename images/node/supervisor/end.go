package main

import (
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// endLimit bounds the wait for killed processes to be gone.
const endLimit = 3 * time.Second

// podCgroups is where containerd puts the cgroups of pods, in the host's tree: they
// would stay there for ever.
var podCgroups = []string{"/sys/fs/cgroup/*/k8s.io", "/sys/fs/cgroup/k8s.io"}

// endEverything kills all processes of the container but this one, pods included, and
// removes their cgroups. Mounts and network go with the container's namespaces.
func endEverything() {
	deadline := time.Now().Add(endLimit)
	// To the first process of a container -1 means: everybody else in it.
	for syscall.Kill(-1, syscall.SIGKILL) == nil && time.Now().Before(deadline) {
		if removeCgroups() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	removeCgroups()
}

// removeCgroups removes the pods' cgroups that no process is in; whether none is left.
func removeCgroups() bool {
	none := true
	for _, pattern := range podCgroups {
		roots, _ := filepath.Glob(pattern) // the patterns are constant and well formed
		for _, root := range roots {
			none = removeTree(root) && none
		}
	}
	return none
}

// removeTree removes a cgroup after those below it. The files in it are the kernel's and do not count.
func removeTree(folder string) bool {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return os.IsNotExist(err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			removeTree(filepath.Join(folder, entry.Name()))
		}
	}
	return syscall.Rmdir(folder) == nil
}
