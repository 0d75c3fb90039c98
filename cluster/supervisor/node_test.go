package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var withNode = flag.Bool("node", false, "also run a node with real pods (root; Debian's containerd)")

const aPod = `
kubectl create namespace strict
kubectl label namespace strict pod-security.kubernetes.io/enforce=restricted
kubectl -n strict apply -f - <<E
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  securityContext: {runAsNonRoot: true, runAsUser: 65532, seccompProfile: {type: RuntimeDefault}}
  containers:
  - name: c
    image: localhost/pause:local
    imagePullPolicy: Never
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
E
timeout 60 kubectl -n strict wait --for=condition=Ready pod/p --timeout=50s && echo the pod runs; sleep 1000`

func TestRunsPodsAndLeavesNothingOfThemWhenItIsKilled(t *testing.T) {
	if !*withNode {
		t.Skip("only with -node")
	}
	if missing := missingForNode(); missing != "" {
		t.Skip(missing)
	}
	state := filepath.Join(t.TempDir(), "state")
	r := startWith(t, state, "--node", "--child", "pod="+aPod, "--ready", "pod=^the pod runs$")
	seen := r.awaitReady()
	if got := podsOf(seen.Run); len(got) == 0 {
		t.Fatal("no process of the pod is counted in the run's cgroup")
	}
	r.process.Process.Kill()
	r.awaitEnd()
	r.assertNothingLeft(seen.Run)
	await(t, "no cgroup is left", func() error {
		for _, folder := range cgroupFolders(cgroupOf(seen.Run)) {
			if _, err := os.Stat(folder); err == nil {
				return fmt.Errorf("%s is left", folder)
			}
		}
		return nil
	})
	for _, command := range []string{"ip address", "mount"} {
		words := strings.Fields(command)
		out, err := exec.Command(words[0], words[1:]...).Output()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(out), nodeAddress) || strings.Contains(string(out), state) {
			t.Errorf("%s shows what the node left:\n%s", command, out)
		}
	}
}

// podsOf gives the processes in a run's cgroup, in any hierarchy.
func podsOf(run string) []string {
	var found []string
	for _, folder := range cgroupFolders(cgroupOf(run)) {
		filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
			if err == nil && entry.Name() == "cgroup.procs" {
				text, _ := os.ReadFile(path)
				found = append(found, strings.Fields(string(text))...)
			}
			return nil
		})
	}
	return found
}

func TestSaysWhatANodeNeedsBeforeItStarts(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	missing := missingForNode()
	if os.Geteuid() != 0 {
		assertContains(t, missing, "needs root")
		return
	}
	assertContains(t, missing, "apt-get install --no-install-recommends containerd runc")
}
