package main

import (
	"os/exec"
	"runtime"
	"sync"
	"syscall"
)

// The kernel sends the parent-death signal when the *thread* that started a child ends, and Go ends threads as it
// likes. So one goroutine, locked to its thread for the life of the process, starts all children.
var (
	spawnOnce     sync.Once
	spawnRequests = make(chan spawnRequest)
)

type spawnRequest struct {
	command *exec.Cmd
	result  chan error
}

// spawn starts a command in a process group of its own; it gets SIGKILL when this process dies, however it dies.
func spawn(command *exec.Cmd) error { return spawnInto(command, 0) }

// spawnInto does the same for a command that begins namespaces of its own, given as clone flags.
func spawnInto(command *exec.Cmd, namespaces uintptr) error {
	spawnOnce.Do(func() {
		go func() {
			runtime.LockOSThread()
			for request := range spawnRequests {
				request.result <- request.command.Start()
			}
		}()
	})
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL, Cloneflags: namespaces}
	result := make(chan error)
	spawnRequests <- spawnRequest{command, result}
	return <-result
}
