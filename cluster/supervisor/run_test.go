package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// aFamily is a child with a grandchild that went to a session of its own, where no signal to a group reaches it.
const aFamily = "family=setsid sleep 1000 & sleep 1000"

func TestPassesTheExitCodeOfTheForegroundCommandOn(t *testing.T) {
	r := start(t, "--", "sh", "-c", "exit 7")
	if code, said := r.awaitEnd(); code != 7 {
		t.Errorf("exit code %d, said %s", code, said)
	}
	if _, err := os.Stat(r.state); err == nil {
		t.Error("the state folder is left")
	}
}

func TestGivesChildrenAndForegroundTheKubeconfig(t *testing.T) {
	r := start(t, "--child", "echo=echo child $KUBECONFIG; sleep 1000", "--ready", "echo=^child /.*/kubeconfig$",
		"--", "sh", "-c", "test -s $XCP_STATE/log/echo.log && echo story $KUBECONFIG")
	code, said := r.awaitEnd()
	if code != 0 {
		t.Errorf("exit code %d", code)
	}
	assertContains(t, said, "story /")
}

func TestLeavesNothingWhenItIsKilled(t *testing.T) {
	r := start(t, "--child", aFamily)
	seen := r.awaitReady()
	r.process.Process.Kill()
	r.awaitEnd()
	r.assertNothingLeft(seen.Run)
}

func TestStopsWithinSecondsWhenAsked(t *testing.T) {
	for _, request := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(request.String(), func(t *testing.T) {
			r := start(t, "--child", aFamily)
			seen := r.awaitReady()
			asked := time.Now()
			r.process.Process.Signal(request)
			if code, said := r.awaitEnd(); code != 0 {
				t.Errorf("exit code %d, said %s", code, said)
			}
			if took := time.Since(asked); took > 5*time.Second {
				t.Errorf("took %s", took)
			}
			r.assertNothingLeft(seen.Run)
		})
	}
}

func TestForcesAChildThatDoesNotListenAtTheSecondRequest(t *testing.T) {
	r := start(t, "--child", "deaf=trap '' TERM; echo deaf; while :; do sleep 1; done", "--ready", "deaf=deaf")
	seen := r.awaitReady()
	r.process.Process.Signal(syscall.SIGINT)
	asked := time.Now()
	await(t, "the first request is taken", func() error {
		r.process.Process.Signal(syscall.SIGTERM)
		select {
		case <-r.ended:
			return nil
		default:
			return fmt.Errorf("still running")
		}
	})
	if took := time.Since(asked); took > stopGrace/2 {
		t.Errorf("took %s", took)
	}
	r.assertNothingLeft(seen.Run)
}

func TestEndsWhenItsLifelineIsCut(t *testing.T) {
	r := start(t, "--lifeline", "--child", aFamily)
	seen := r.awaitReady()
	r.input.Close()
	r.awaitEnd()
	r.assertNothingLeft(seen.Run)
}

func TestRefusesASecondRunWithThePidOfTheFirst(t *testing.T) {
	first := start(t)
	first.awaitReady()
	code, said := startIn(t, first.state).awaitEnd()
	if code != exitRefused {
		t.Errorf("exit code %d", code)
	}
	assertContains(t, said, "already running: pid "+strconv.Itoa(first.process.Process.Pid)+", ")
	if lines := strings.Count(said, "\n"); lines != 1 {
		t.Errorf("%d lines: %s", lines, said)
	}
}

func TestCleansARunThatWasCutOffFirst(t *testing.T) {
	first := start(t, "--child", aFamily)
	seen := first.awaitReady()
	// given a run whose watchdog died before it
	await(t, "the watchdog is gone", func() error { return killWatchdogOf(first.process.Process.Pid) })
	first.process.Process.Kill()
	first.awaitEnd()
	if _, err := os.Stat(first.state); err != nil {
		t.Fatal("the case did not arise: the state folder is gone")
	}
	// when the next one starts
	second := startIn(t, first.state)
	second.awaitReady()
	// then the first one's processes are gone
	for _, pid := range pids() {
		if belongsTo(pid, seen.Run) {
			t.Errorf("process %d of the first run is left", pid)
		}
	}
	second.process.Process.Signal(syscall.SIGTERM)
	_, said := second.awaitEnd()
	assertContains(t, said, fmt.Sprintf("cleaned a run that was cut off (pid %d", seen.Pid))
}

// killWatchdogOf ends the children of a supervisor that are supervisors too; nil when none is left.
func killWatchdogOf(parent int) error {
	left := 0
	for _, pid := range pids() {
		fields, err := statFields(pid)
		if err != nil || fields[0] == "Z" || fields[1] != strconv.Itoa(parent) {
			continue
		}
		if path, _ := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid)); path == supervisor {
			syscall.Kill(pid, syscall.SIGKILL)
			left++
		}
	}
	if left > 0 {
		return fmt.Errorf("%d left", left)
	}
	return nil
}

func TestDoesNotTouchAFolderThatIsNotItsOwn(t *testing.T) {
	state := t.TempDir()
	precious := filepath.Join(state, "precious")
	if err := os.WriteFile(precious, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, said := startIn(t, state).awaitEnd()
	if code == 0 {
		t.Error("it started")
	}
	assertContains(t, said, "is not the state of a run")
	if _, err := os.Stat(precious); err != nil {
		t.Error("the file is gone")
	}
}

func TestEndsWithTheLogOfAChildThatEnded(t *testing.T) {
	code, said := start(t, "--child", "frail=echo no such pool; exit 3").awaitEnd()
	if code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	assertContains(t, said, "frail ended by itself (exit code 3)\n  | no such pool")
}

func TestTellsWhyAChildNeverBecameReady(t *testing.T) {
	_, said := start(t, "--child", "frail=echo no such pool; exit 3", "--ready", "frail=^ready").awaitEnd()
	assertContains(t, said, "frail ended before it was ready (exit code 3)\n  | no such pool")
}

func TestStartsAChildAgainWhereAsked(t *testing.T) {
	r := start(t, "--child", "op=echo ready; exec sleep 1000", "--ready", "op=^ready", "--restart", "op")
	first := r.awaitReady().Children[0]
	syscall.Kill(first.Pid, syscall.SIGKILL)
	await(t, "another process", func() error {
		seen, err := readRecord(r.state)
		if err != nil || seen.Children[0].Pid == first.Pid {
			return fmt.Errorf("not yet: %v", err)
		}
		return nil
	})
}

func TestKeepsTheStateFolderWhereAsked(t *testing.T) {
	r := start(t, "--keep", "--child", "echo=echo hello; sleep 1000", "--ready", "echo=hello", "--", "true")
	r.awaitEnd()
	if _, err := os.Stat(filepath.Join(r.state, "log", "echo.log")); err != nil {
		t.Error(err)
	}
	if code, said := startIn(t, r.state, "--", "true").awaitEnd(); code != 0 {
		t.Errorf("a second run in the kept folder: %d %s", code, said)
	}
}

func TestReadsChildrenFromASpecFile(t *testing.T) {
	spec := filepath.Join(t.TempDir(), "spec.json")
	text := `{"children": [{"name": "one", "command": ["sh", "-c", "echo $WORD; sleep 1000"], "env": {"WORD": "up"}, "ready": "^up$"}]}`
	if err := os.WriteFile(spec, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := start(t, "--spec", spec, "--", "true").awaitEnd(); code != 0 {
		t.Errorf("exit code %d: %s", code, said)
	}
}

func TestTellsWhatRunsWithPidAndPort(t *testing.T) {
	r := start(t, "--child", "idle=exec sleep 1000")
	seen := r.awaitReady()
	out, err := exec.Command(supervisor, "status", "--state", r.state).Output()
	if err != nil {
		t.Fatal(err)
	}
	assertContains(t, string(out), fmt.Sprintf("ready: pid %d, on a cluster of the user's, kubeconfig /", seen.Pid))
	assertContains(t, string(out), fmt.Sprintf("running  pid %d", seen.Children[0].Pid))
	seen.Server = "https://127.0.0.1:40123"
	if where := seen.where(); where != "API server on port 40123" {
		t.Error(where)
	}
	r.process.Process.Signal(syscall.SIGTERM)
	r.awaitEnd()
	out, err = exec.Command(supervisor, "status", "--state", r.state).Output()
	if exitCode(err) != exitRefused {
		t.Errorf("exit code %d", exitCode(err))
	}
	assertContains(t, string(out), "nothing runs in")
}
