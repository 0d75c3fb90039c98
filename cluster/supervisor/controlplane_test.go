package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A real control plane: needs the programs, which the first run builds.
func TestRunsAControlPlaneThatDeletesNamespaces(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no control plane")
	}
	out, err := exec.Command(supervisor, "build").Output()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Dir(strings.Fields(string(out))[0])
	r := startWith(t, filepath.Join(t.TempDir(), "state"))
	seen := r.awaitReady()
	kubectl := func(arguments ...string) string {
		t.Helper()
		command := exec.Command(filepath.Join(bin, "kubectl"), append(arguments, "--request-timeout=20s")...)
		command.Env = append(os.Environ(), "KUBECONFIG="+seen.Kubeconfig)
		text, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("kubectl %s: %s", arguments, text)
		}
		return string(text)
	}
	kubectl("create", "namespace", "gone-soon")
	kubectl("delete", "namespace", "gone-soon", "--timeout=30s")
	assertContains(t, kubectl("version"), "Server Version: v1.")
	killed := time.Now()
	r.process.Process.Kill()
	r.awaitEnd()
	r.assertNothingLeft(seen.Run)
	if took := time.Since(killed); took > 10*time.Second {
		t.Errorf("took %s", took)
	}
}
