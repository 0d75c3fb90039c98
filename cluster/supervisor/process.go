package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// runVariable stands in the environment of every child and is inherited by what a child starts, so that a run's
// processes are found again whatever group or session they moved to.
const runVariable = "XCP_SUPERVISOR_RUN"

// startTime is the moment a process started, in clock ticks since boot. With the pid it names one process for ever.
func startTime(pid int) (uint64, error) {
	fields, err := statFields(pid)
	if err != nil {
		return 0, err
	}
	return strconv.ParseUint(fields[19], 10, 64)
}

// statFields gives /proc/PID/stat from the third field (the state) on; the second may hold blanks and brackets.
func statFields(pid int) ([]string, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil, err
	}
	end := bytes.LastIndexByte(text, ')')
	fields := strings.Fields(string(text[end+1:]))
	if end < 0 || len(fields) < 20 {
		return nil, fmt.Errorf("/proc/%d/stat has an unknown form", pid)
	}
	return fields, nil
}

// alive tells whether the process that had this pid and start time still runs; a zombie does not.
func alive(pid int, start uint64) bool {
	fields, err := statFields(pid)
	return err == nil && fields[0] != "Z" && fields[19] == strconv.FormatUint(start, 10)
}

// groupEmpty tells whether no process but zombies is left in a process group.
func groupEmpty(group int) bool {
	for _, pid := range pids() {
		if fields, err := statFields(pid); err == nil && fields[0] != "Z" && fields[2] == strconv.Itoa(group) {
			return false
		}
	}
	return true
}

func pids() []int {
	paths, _ := filepath.Glob("/proc/[0-9]*")
	found := make([]int, 0, len(paths))
	for _, path := range paths {
		if pid, err := strconv.Atoi(filepath.Base(path)); err == nil {
			found = append(found, pid)
		}
	}
	return found
}

func belongsTo(pid int, run string) bool {
	environment, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
	if err != nil {
		return false
	}
	for entry := range bytes.SplitSeq(environment, []byte{0}) {
		if string(entry) == runVariable+"="+run {
			return true
		}
	}
	return false
}

// sweep ends every process of a run that is still there, grandchildren included, and returns how many it ended. It
// stops when two looks in a row find nothing: a process between fork and exec does not carry the mark yet.
func sweep(run string) int {
	ended, quiet := 0, 0
	for deadline := time.Now().Add(10 * time.Second); quiet < 2 && time.Now().Before(deadline); {
		quiet++
		for _, pid := range pids() {
			if pid == os.Getpid() || !belongsTo(pid, run) {
				continue
			}
			// the handle is taken before the second look, so the signal cannot reach a later process of the same pid
			process, err := os.FindProcess(pid)
			if err != nil || !belongsTo(pid, run) {
				continue
			}
			quiet = 0
			if process.Signal(syscall.SIGKILL) == nil {
				ended++
			}
		}
		time.Sleep(30 * time.Millisecond)
	}
	return ended
}
