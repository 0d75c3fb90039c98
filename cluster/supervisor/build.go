package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

var errStopped = errors.New("stopped")

// build makes sure that the targets' programs are in the cache and returns the path of each by name.
func build(targets []string, say io.Writer, stop <-chan struct{}) (map[string]string, error) {
	wanted, err := resolve(targets)
	if err != nil {
		return nil, err
	}
	cluster, err := clusterFolder()
	if err != nil {
		return nil, err
	}
	cache, err := cacheFolder()
	if err != nil {
		return nil, err
	}
	paths := map[string]string{}
	for _, p := range wanted {
		s, err := readSource(cluster, p.module)
		if err != nil {
			return nil, err
		}
		path := filepath.Join(s.home(cache), "bin", p.name)
		if _, err := os.Stat(path); err != nil {
			if err := buildProgram(p, s, path, say, stop); err != nil {
				return nil, err
			}
		}
		paths[p.name] = path
	}
	return paths, nil
}

// buildProgram builds into a temporary folder and renames: what stands in bin/ is whole.
func buildProgram(p program, s source, path string, say io.Writer, stop <-chan struct{}) error {
	if _, err := exec.LookPath("go"); err != nil {
		return errors.New("Go is missing: install Go 1.26 or later (https://go.dev/dl), or set XCP_TEST_KUBECONFIG to a cluster of yours")
	}
	lockFile := filepath.Dir(filepath.Dir(path)) + ".lock"
	lock, err := takeLock(lockFile, false)
	if errors.Is(err, errHeld) {
		fmt.Fprintf(say, "waiting for another build (%s)\n", lockFile)
		lock, err = takeLock(lockFile, true)
	}
	if err != nil {
		return err
	}
	defer dropLock(lock)
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	home := filepath.Dir(filepath.Dir(path))
	cutOff, _ := filepath.Glob(filepath.Join(home, "part-*"))
	for _, folder := range cutOff {
		os.RemoveAll(folder)
	}
	part, err := os.MkdirTemp(home, "part-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(part)
	fmt.Fprintf(say, "building %s (once; with cold caches up to four minutes)\n", p.name)
	began := time.Now()
	if err := compile(p, s, filepath.Join(part, p.name), say, stop); err != nil {
		return err
	}
	fmt.Fprintf(say, "built %s in %.0f s\n", p.name, time.Since(began).Seconds())
	return os.Rename(filepath.Join(part, p.name), path)
}

// compile runs go build and counts the packages it names.
func compile(p program, s source, out string, say io.Writer, stop <-chan struct{}) error {
	arguments := append(append([]string{"build", "-v", "-o", out}, s.flags...), p.pkg)
	command := exec.Command("go", arguments...)
	command.Dir = s.folder
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	output, err := command.StderrPipe()
	if err != nil {
		return err
	}
	command.Stdout = say
	began := time.Now()
	if err := spawn(command); err != nil {
		return err
	}
	var compiled atomic.Int64
	var words bytes.Buffer
	read := make(chan struct{})
	go func() {
		defer close(read)
		for lines := bufio.NewScanner(output); lines.Scan(); {
			if line := lines.Text(); strings.ContainsAny(line, " \t") {
				fmt.Fprintln(&words, line)
			} else {
				compiled.Add(1)
			}
		}
	}()
	beat := time.NewTicker(10 * time.Second)
	defer beat.Stop()
	for {
		select {
		case <-read:
			if err := command.Wait(); err != nil {
				return fmt.Errorf("go build %s failed (%s)\n%s", p.pkg, how(err), lastLines(words.String(), 20))
			}
			return nil
		case <-beat.C:
			fmt.Fprintf(say, "  %s: %.0f s, %d packages compiled\n", p.name, time.Since(began).Seconds(), compiled.Load())
		case <-stop:
			syscall.Kill(-command.Process.Pid, syscall.SIGTERM)
			<-read
			command.Wait()
			return errStopped
		}
	}
}

func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
