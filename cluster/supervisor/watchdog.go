package main

import (
	"io"
	"os"
	"os/exec"
	"syscall"
)

// A watchdog is a second process of this program in a session of its own. It holds the read end of a pipe whose write
// end only the supervisor has, and a copy of the run's lock. When the supervisor goes without a word, it ends what is
// left of the run, removes the state folder and lets the lock go, in this order: no new run can start in between.
type watchdog struct {
	process *exec.Cmd
	pipe    *os.File
}

func startWatchdog(run, state string, keep bool, lock *os.File) (*watchdog, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	verb := "remove"
	if keep {
		verb = "keep"
	}
	process := exec.Command(self, "watchdog", run, state, verb)
	process.Stdin = read
	process.ExtraFiles = []*os.File{lock}
	process.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := process.Start(); err != nil {
		write.Close()
		return nil, err
	}
	return &watchdog{process: process, pipe: write}, nil
}

// dismiss tells the watchdog that all is in order, and waits until it is gone.
func (w *watchdog) dismiss() {
	w.pipe.WriteString("done\n")
	w.pipe.Close()
	w.process.Wait()
}

// watch is the watchdog's whole life; lock is the descriptor handed to it.
func watch(run, state string, keep bool, word io.Reader, lock *os.File) {
	if said, _ := io.ReadAll(word); len(said) > 0 {
		return
	}
	sweep(run)
	if r, err := readRecord(state); err == nil && r.Run == run {
		if r.Node {
			removeCgroups(run)
		}
		if !keep {
			os.RemoveAll(state)
		}
	}
	if lock != nil {
		os.Remove(lockPath(state))
		lock.Close()
	}
}
