package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// claimState takes the lock of a state folder and cleans what a run that was cut off left in it. Whoever holds the lock
// is running; a holder whose supervisor is gone is its watchdog, which is about to let go.
func claimState(state string, say io.Writer) (*os.File, error) {
	deadline := time.Now().Add(15 * time.Second)
	for {
		lock, err := takeLock(lockPath(state), false)
		if err == nil {
			return lock, cleanStale(state, say)
		}
		if !errors.Is(err, errHeld) {
			return nil, err
		}
		holder, err := readRecord(state)
		if err == nil && alive(holder.Pid, holder.Start) {
			return nil, refusal(state, holder)
		}
		if time.Now().After(deadline) {
			return nil, fmt.Errorf("%s is held by another process", lockPath(state))
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func refusal(state string, holder record) error {
	return fmt.Errorf("already running: pid %d, %s, state %s; stop it with: kill %d", holder.Pid, holder.where(), state, holder.Pid)
}

// cleanStale ends what is left of the run whose record stands in the state folder, by pid and start time and by the
// run's mark, and removes the folder. A folder that holds something else is not touched.
func cleanStale(state string, say io.Writer) error {
	entries, err := os.ReadDir(state)
	if errors.Is(err, os.ErrNotExist) || (err == nil && len(entries) == 0) {
		return nil
	}
	if err != nil {
		return err
	}
	stale, err := readRecord(state)
	if err != nil || stale.Run == "" {
		return fmt.Errorf("%s exists and is not the state of a run; choose another --state, or remove it", state)
	}
	ended := 0
	for _, c := range stale.Children {
		process, err := os.FindProcess(c.Pid)
		if err == nil && alive(c.Pid, c.Start) && process.Kill() == nil {
			ended++
		}
	}
	ended += sweep(stale.Run)
	if stale.Node {
		removeCgroups(stale.Run)
	}
	if stale.Ended {
		return os.RemoveAll(state)
	}
	fmt.Fprintf(say, "cleaned a run that was cut off (pid %d, %d processes ended)\n", stale.Pid, ended)
	return os.RemoveAll(state)
}
