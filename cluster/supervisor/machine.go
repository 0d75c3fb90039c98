package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// A node needs a machine: network interfaces, packet rules, mounts, folders with fixed names, kernel settings. It gets one
// of its own, made of namespaces: this process is its first, and when it ends the kernel ends all others and takes
// interfaces, rules and mounts away. Only cgroups outlive it; removeCgroups sees to them.

const (
	nodeAddress = "172.30.0.1" // API server, kubelet and DNS
	nodeName    = "node1"
)

// poolAddresses are two more addresses of the machine, for what tests run there and pods talk to.
var poolAddresses = []string{"172.30.0.11", "172.30.0.12"}

// machineNamespaces is how the machine's first process is started.
const machineNamespaces = syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWNET

// runMachine is the first process of a machine: it furnishes it, says so, and reaps until it is asked to stop.
func runMachine(state string) error {
	if err := furnish(state); err != nil {
		return err
	}
	fmt.Println("the machine is furnished")
	asked, child := make(chan os.Signal, 1), make(chan os.Signal, 16)
	signal.Notify(asked, syscall.SIGTERM, syscall.SIGINT)
	signal.Notify(child, syscall.SIGCHLD)
	for {
		select {
		case <-asked:
			return nil
		case <-child:
			for pid := 1; pid > 0; {
				pid, _ = syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
			}
		}
	}
}

func furnish(state string) error {
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("mounts cannot be made private: %w", err)
	}
	if err := syscall.Mount("proc", "/proc", "proc", 0, ""); err != nil {
		return fmt.Errorf("/proc: %w", err)
	}
	if err := syscall.Mount("tmpfs", "/run", "tmpfs", 0, "mode=755"); err != nil {
		return fmt.Errorf("/run: %w", err)
	}
	for _, folder := range []string{"/var/lib", "/var/log"} {
		if err := overlay(filepath.Join(state, "machine", folder), folder, 0o755|os.ModeDir); err != nil {
			return err
		}
	}
	// kubelet insists on these values and would set them for the whole computer
	for setting, value := range map[string]string{"vm/overcommit_memory": "1", "kernel/panic": "10", "kernel/panic_on_oops": "1"} {
		source := filepath.Join(state, "machine", strings.ReplaceAll(setting, "/", "."))
		if err := os.WriteFile(source, []byte(value+"\n"), 0o644); err != nil {
			return err
		}
		if err := overlay(source, "/proc/sys/"+setting, 0); err != nil {
			return err
		}
	}
	// these belong to the network namespace
	for setting, value := range map[string]string{
		"net/ipv4/ip_forward": "1", "net/ipv4/conf/all/route_localnet": "1", "net/bridge/bridge-nf-call-iptables": "1"} {
		if err := os.WriteFile("/proc/sys/"+setting, []byte(value), 0o644); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	commands := [][]string{{"ip", "link", "set", "lo", "up"}}
	for _, address := range append([]string{nodeAddress}, poolAddresses...) {
		commands = append(commands, []string{"ip", "address", "add", address + "/32", "dev", "lo"})
	}
	for _, command := range commands {
		if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %s", strings.Join(command, " "), out)
		}
	}
	return nil
}

// overlay shows source in the place of target; a folder is made where it is missing.
func overlay(source, target string, kind os.FileMode) error {
	if kind.IsDir() {
		if err := os.MkdirAll(source, kind.Perm()); err != nil {
			return err
		}
	}
	if err := syscall.Mount(source, target, "", syscall.MS_BIND, ""); err != nil {
		return fmt.Errorf("%s in the place of %s: %w", source, target, err)
	}
	return nil
}

// inside wraps a command so that it runs in the machine whose first process is pid, in this working folder.
func inside(pid int, folder string, command []string) []string {
	enter := []string{"nsenter", "--target", fmt.Sprint(pid), "--mount", "--pid", "--net", "--",
		"/bin/sh", "-c", `cd "$0" && exec "$@"`, folder}
	return append(enter, command...)
}

// cgroupOf is the cgroup under which a run's pods are counted, apart from any other kubelet of this computer.
func cgroupOf(run string) string { return "/xcp-node-" + run }

// cgroupFolders are the folders of a cgroup: one in each hierarchy (version 1), or the one (version 2).
func cgroupFolders(cgroup string) []string {
	const root = "/sys/fs/cgroup"
	if _, err := os.Stat(root + "/cgroup.controllers"); err == nil {
		return []string{root + cgroup}
	}
	hierarchies, _ := filepath.Glob(root + "/*")
	for i, hierarchy := range hierarchies {
		hierarchies[i] = hierarchy + cgroup
	}
	return hierarchies
}

func makeCgroups(run string) error {
	for _, folder := range cgroupFolders(cgroupOf(run)) {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	return nil
}

// removeCgroups removes the tree of a run whose machine has ended; the kernel may take a moment to empty it.
func removeCgroups(run string) {
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		left := 0
		for _, folder := range cgroupFolders(cgroupOf(run)) {
			var tree []string
			filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
				if err == nil && entry.IsDir() {
					tree = append(tree, path)
				}
				return nil
			})
			for i := len(tree) - 1; i >= 0; i-- {
				if syscall.Rmdir(tree[i]) != nil {
					left++
				}
			}
		}
		if left == 0 {
			return
		}
	}
}
