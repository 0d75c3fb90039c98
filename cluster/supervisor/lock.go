package main

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// errHeld means that another process holds the lock.
var errHeld = errors.New("held by another process")

// takeLock takes an exclusive lock on a file that may be removed by its holder at any moment: what was locked is
// compared with what now stands at the path. The lock goes with the last copy of the file's descriptor.
func takeLock(path string, wait bool) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	how := syscall.LOCK_EX
	if !wait {
		how |= syscall.LOCK_NB
	}
	for {
		file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, err
		}
		if err := flock(file, how); err != nil {
			file.Close()
			return nil, err
		}
		held, errHeldStat := file.Stat()
		there, errThere := os.Stat(path)
		if errHeldStat == nil && errThere == nil && os.SameFile(held, there) {
			return file, nil
		}
		file.Close()
	}
}

func flock(file *os.File, how int) error {
	for {
		switch err := syscall.Flock(int(file.Fd()), how); err {
		case nil:
			return nil
		case syscall.EINTR:
			continue
		case syscall.EWOULDBLOCK:
			return errHeld
		default:
			return err
		}
	}
}

// dropLock removes the file first: whoever waits for it sees that it is no longer the one at the path.
func dropLock(file *os.File) {
	os.Remove(file.Name())
	file.Close()
}
