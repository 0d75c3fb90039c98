package helm

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The chart on a real API server. Nothing runs there; what is tried is what the API server itself does with it.
func TestOnARealApiServer(t *testing.T) {
	c := aCluster(t)
	c.helm("install", "xcp-operator", chart, "--namespace", "xcp-operator-system", "--create-namespace")
	c.kubectl("create", "namespace", "apps")
	c.kubectl("wait", "--for=condition=Established", "crd", "-l", "app.kubernetes.io/part-of=xcp-operator", "--timeout=30s")
	c.apply(aVirtualMachine)

	t.Run("gives view, edit and admin their share", func(t *testing.T) {
		for _, user := range []string{"view", "edit", "admin"} {
			c.kubectl("-n", "apps", "create", "rolebinding", user, "--clusterrole="+user, "--user="+user)
		}
		for _, question := range []struct{ user, verb, answer string }{
			{"view", "list", "yes"}, {"view", "patch", "no"},
			{"edit", "patch", "yes"}, {"edit", "delete", "yes"}, {"edit", "approve", "no"},
			{"admin", "approve", "yes"}, {"nobody", "list", "no"},
		} {
			// a controller puts the cluster's roles together
			await(t, question.user+" may "+question.verb+": "+question.answer, func() bool {
				said := c.kubectlMayFail("-n", "apps", "auth", "can-i", question.verb, "virtualmachines.xcp-operator.io", "--as="+question.user)
				return lastLine(said) == question.answer
			})
		}
	})

	t.Run("lets only those approve who may", func(t *testing.T) {
		approval := []string{"-n", "apps", "annotate", "--overwrite", "--field-manager=xcp", "xvm", "web", "xcp-operator.io/approve-restart=91ce"}
		await(t, "the policy is in force", func() bool {
			return strings.Contains(c.kubectlMayFail(append(approval, "--as=edit")...),
				`to set xcp-operator.io/approve-restart takes the verb "approve" on virtualmachines in namespace apps`)
		})
		c.kubectl(append(approval, "--as=admin", "--as-group=system:masters")...)
		for _, word := range []string{"recreate", "take-over", "trust-certificate", "abandon", "withdraw-plan", "approve-anything"} {
			said := c.kubectlMayFail("-n", "apps", "annotate", "--overwrite", "xvm", "web", "xcp-operator.io/"+word+"=x", "--as=edit")
			if !strings.Contains(said, word+" takes the verb") {
				t.Errorf("edit may set %s: %s", word, said)
			}
		}
		// what is there already, other annotations, and taking one away are free
		for _, change := range []string{"xcp-operator.io/paused=true", "example.org/approve-restart=x", "xcp-operator.io/approve-restart=91ce", "xcp-operator.io/approve-restart-"} {
			c.kubectl("-n", "apps", "annotate", "--overwrite", "xvm", "web", change, "--as=edit")
		}
	})

	t.Run("refuses an approval that comes with a new object", func(t *testing.T) {
		approved := strings.Replace(aVirtualMachine, "metadata: {name: web,", `metadata: {name: other, annotations: {xcp-operator.io/recreate: "1"},`, 1)
		said := c.run(strings.NewReader(approved), false, programs["kubectl"], "apply", "-f", "-", "--as=edit")
		if !strings.Contains(said, "recreate takes the verb") {
			t.Error(said)
		}
	})

	t.Run("upgrades in place", func(t *testing.T) {
		c.helm("upgrade", "xcp-operator", chart, "--namespace", "xcp-operator-system", "--set", "clusterId=lab")
		said := c.kubectl("-n", "xcp-operator-system", "get", "deployment", "xcp-operator", "-o", "yaml")
		if !strings.Contains(said, "value: lab") {
			t.Error("the new value is not there")
		}
	})

	t.Run("keeps CRDs and objects when it is uninstalled, and takes them up again", func(t *testing.T) {
		c.helm("uninstall", "xcp-operator", "--namespace", "xcp-operator-system")
		c.kubectl("-n", "apps", "get", "xvm", "web")
		if said := c.kubectl("get", "deployment,clusterrole,validatingadmissionpolicy", "-A", "-o", "name"); strings.Contains(said, "xcp-operator") {
			t.Errorf("left: %s", said)
		}
		c.helm("install", "xcp-operator", chart, "--namespace", "xcp-operator-system")
	})
}

const aVirtualMachine = `
apiVersion: xcp-operator.io/v1alpha1
kind: VirtualMachine
metadata: {name: web, namespace: apps}
spec:
  poolRef: {name: home, namespace: infra}
  source: {template: {name: debian-12}}
  cpu: {count: 1}
  memory: {size: 1Gi}
`

func lastLine(text string) string {
	text = strings.TrimSpace(text)
	return text[strings.LastIndex(text, "\n")+1:]
}

func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(90 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatal("never: " + what)
}

type cluster struct {
	t          *testing.T
	kubeconfig string
	home       string
}

// aCluster is the control plane of cluster/, which ends with this process.
func aCluster(t *testing.T) *cluster {
	t.Helper()
	command := exec.Command("../cluster/supervise", "up", "--lifeline", "--state", filepath.Join(t.TempDir(), "state"))
	command.Stderr = os.Stderr
	lifeline, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		lifeline.Close()
		command.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("the control plane does not start")
	}
	_, rest, _ := strings.Cut(line, "kubeconfig=")
	kubeconfig, _, _ := strings.Cut(rest, " ")
	return &cluster{t: t, kubeconfig: kubeconfig, home: t.TempDir()}
}

func (c *cluster) helm(arguments ...string) string {
	return c.run(nil, true, programs["helm"], arguments...)
}

func (c *cluster) kubectl(arguments ...string) string {
	return c.run(nil, true, programs["kubectl"], append(arguments, "--request-timeout=20s")...)
}

func (c *cluster) kubectlMayFail(arguments ...string) string {
	return c.run(nil, false, programs["kubectl"], append(arguments, "--request-timeout=20s")...)
}

func (c *cluster) apply(manifest string) string {
	return c.run(strings.NewReader(manifest), true, programs["kubectl"], "apply", "-f", "-")
}

func (c *cluster) run(input io.Reader, mustWork bool, program string, arguments ...string) string {
	c.t.Helper()
	command := exec.Command(program, arguments...)
	command.Stdin = input
	command.Env = append(os.Environ(), "KUBECONFIG="+c.kubeconfig, "HOME="+c.home)
	out, err := command.CombinedOutput()
	if err != nil && mustWork {
		c.t.Fatalf("%s %s: %v\n%s", filepath.Base(program), strings.Join(arguments, " "), err, out)
	}
	return string(out)
}
