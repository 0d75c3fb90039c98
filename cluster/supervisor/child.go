package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"
)

// childSpec is what a spec file or the command line says about one child.
type childSpec struct {
	Name      string            `json:"name"`
	Command   []string          `json:"command"`
	Env       map[string]string `json:"env"`
	Directory string            `json:"directory"`
	// Log is the file that takes standard output and error; absent: <state>/log/<name>.log.
	Log string `json:"log"`
	// Ready is a regular expression; the child is ready when a line of its log matches. Absent: ready at once.
	Ready               string `json:"ready"`
	ReadyTimeoutSeconds int    `json:"readyTimeoutSeconds"`
	// Restart starts the child again when it ends by itself; absent: its end ends the run.
	Restart bool `json:"restart"`

	// probe takes the place of Ready for our own children; after follows when they are ready.
	probe, after func() error
	// namespaces are those that the child starts anew, as clone flags.
	namespaces uintptr
}

// folder is where the child works: its own, or the supervisor's.
func (s childSpec) folder() string {
	here, _ := os.Getwd()
	return cmp.Or(s.Directory, here)
}

// child is a process that was started from a spec.
type child struct {
	spec  childSpec
	pid   int
	start uint64
	log   string
	ended chan struct{} // closed when the process has been waited for
	err   error         // how it ended; to be read after ended
}

const defaultReadyTimeout = 60 * time.Second

// startChild starts the process; env is put before the spec's own.
func startChild(spec childSpec, env []string, log string) (*child, error) {
	out, err := os.OpenFile(log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	command := exec.Command(spec.Command[0], spec.Command[1:]...)
	command.Dir = spec.Directory
	command.Env = slices.Clone(env)
	for key, value := range spec.Env {
		command.Env = append(command.Env, key+"="+value)
	}
	command.Stdout, command.Stderr = out, out
	if err := spawnInto(command, spec.namespaces); err != nil {
		return nil, fmt.Errorf("%s does not start: %w", spec.Name, err)
	}
	c := &child{spec: spec, pid: command.Process.Pid, log: log, ended: make(chan struct{})}
	c.start, _ = startTime(c.pid)
	go func() {
		c.err = command.Wait()
		close(c.ended)
	}()
	return c, nil
}

// awaitReady returns when the child is ready, has ended, took too long, or the run was told to stop.
func (c *child) awaitReady(stop <-chan struct{}, from int64) error {
	probe := c.spec.probe
	if probe == nil {
		if c.spec.Ready == "" {
			return nil
		}
		expression, err := regexp.Compile("(?m)" + c.spec.Ready)
		if err != nil {
			return fmt.Errorf("%s: ready is not a regular expression: %w", c.spec.Name, err)
		}
		probe = func() error { return matches(c.log, from, expression) }
	}
	limit := defaultReadyTimeout
	if c.spec.ReadyTimeoutSeconds > 0 {
		limit = time.Duration(c.spec.ReadyTimeoutSeconds) * time.Second
	}
	deadline := time.After(limit)
	for {
		err := probe()
		if err == nil {
			return nil
		}
		select {
		case <-c.ended:
			return fmt.Errorf("%s ended before it was ready (%s)\n%s", c.spec.Name, how(c.err), tail(c.log))
		case <-deadline:
			return fmt.Errorf("%s is not ready after %s: %w\n%s", c.spec.Name, limit, err, tail(c.log))
		case <-stop:
			return errStopped
		case <-time.After(40 * time.Millisecond):
		}
	}
}

func matches(log string, from int64, expression *regexp.Regexp) error {
	text, err := os.ReadFile(log)
	if err != nil {
		return err
	}
	if expression.Match(text[min(from, int64(len(text))):]) {
		return nil
	}
	return fmt.Errorf("no line matches %q", expression)
}

// stop asks the child's whole group to end and forces it after the grace.
func (c *child) stop(grace time.Duration, hurry <-chan struct{}) {
	syscall.Kill(-c.pid, syscall.SIGTERM)
	for deadline := time.Now().Add(grace); time.Now().Before(deadline); {
		if groupEmpty(c.pid) {
			<-c.ended
			return
		}
		select {
		case <-hurry:
			deadline = time.Now()
		case <-time.After(20 * time.Millisecond):
		}
	}
	syscall.Kill(-c.pid, syscall.SIGKILL)
	<-c.ended
}

// how says in words how a process ended.
func how(err error) string {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return "exit code 0"
	case !errors.As(err, &exit):
		return err.Error()
	default:
		return strings.Replace(exit.String(), "exit status", "exit code", 1)
	}
}

// exitCode is the shell's: the code itself, or 128 and the signal.
func exitCode(err error) int {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		if err != nil {
			return 1
		}
		return 0
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return exit.ExitCode()
}

// tail is the end of a log, indented: the log itself goes with the run.
func tail(log string) string {
	text, err := os.ReadFile(log)
	if err != nil {
		return ""
	}
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	lines = lines[max(0, len(lines)-30):]
	return "  | " + strings.Join(lines, "\n  | ")
}
