package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// supervisor is the program under test, built once.
var supervisor string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "supervisor-test-")
	if err != nil {
		panic(err)
	}
	supervisor = filepath.Join(folder, "supervisor")
	if out, err := exec.Command("go", "build", "-o", supervisor, ".").CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

// aRun is an `up` in a process of its own.
type aRun struct {
	t       *testing.T
	state   string
	process *exec.Cmd
	said    *bytes.Buffer
	input   io.WriteCloser
	ended   chan struct{}
}

// start begins `up` in a fresh state folder, against a kubeconfig that nobody uses unless one is given.
func start(t *testing.T, arguments ...string) *aRun {
	t.Helper()
	return startIn(t, filepath.Join(t.TempDir(), "state"), arguments...)
}

func startIn(t *testing.T, state string, arguments ...string) *aRun {
	t.Helper()
	kubeconfig := filepath.Join(t.TempDir(), "kubeconfig")
	if err := os.WriteFile(kubeconfig, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return startWith(t, state, append([]string{"--kubeconfig", kubeconfig}, arguments...)...)
}

func startWith(t *testing.T, state string, arguments ...string) *aRun {
	t.Helper()
	r := &aRun{t: t, state: state, said: new(bytes.Buffer), ended: make(chan struct{})}
	r.process = exec.Command(supervisor, append([]string{"up", "--state", state}, arguments...)...)
	out, err := os.Create(filepath.Join(t.TempDir(), "said"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { out.Close() })
	r.process.Stdout, r.process.Stderr = out, out
	if r.input, err = r.process.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := r.process.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		r.process.Wait()
		text, _ := os.ReadFile(out.Name())
		r.said.Write(text)
		close(r.ended)
	}()
	t.Cleanup(func() {
		r.process.Process.Signal(syscall.SIGTERM)
		r.awaitEnd()
	})
	return r
}

func (r *aRun) awaitReady() record {
	r.t.Helper()
	var seen record
	await(r.t, "the run is ready", func() error {
		select {
		case <-r.ended:
			return fmt.Errorf("ended: %s", r.said)
		default:
		}
		var err error
		if seen, err = readRecord(r.state); err == nil && (!seen.Ready || seen.Pid != r.process.Process.Pid) {
			err = errors.New("not ready")
		}
		return err
	})
	return seen
}

// awaitEnd returns the exit code and what was said.
func (r *aRun) awaitEnd() (int, string) {
	r.t.Helper()
	select {
	case <-r.ended:
	case <-time.After(60 * time.Second):
		r.process.Process.Kill()
		r.t.Fatal("the run does not end")
	}
	return r.process.ProcessState.ExitCode(), r.said.String()
}

func (r *aRun) assertNothingLeft(run string) {
	r.t.Helper()
	await(r.t, "nothing is left", func() error {
		for _, pid := range pids() {
			if belongsTo(pid, run) {
				return fmt.Errorf("process %d is left", pid)
			}
		}
		for _, path := range []string{r.state, lockPath(r.state)} {
			if _, err := os.Stat(path); err == nil {
				return fmt.Errorf("%s is left", path)
			}
		}
		return nil
	})
}

func await(t *testing.T, what string, probe func() error) {
	t.Helper()
	err := errors.New("not tried")
	for deadline := time.Now().Add(60 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if err = probe(); err == nil {
			return
		}
	}
	t.Fatalf("%s: %v", what, err)
}

func assertContains(t *testing.T, text, part string) {
	t.Helper()
	if !strings.Contains(text, part) {
		t.Errorf("no %q in:\n%s", part, text)
	}
}
