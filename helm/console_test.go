package helm

import (
	"bufio"
	"context"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

var vncAddress = regexp.MustCompile(`vnc://(127\.0\.0\.1:\d+)`)

// aPerson is a kubeconfig of somebody who may edit in apps and has the chart's way to the operator's pod.
func (c *cluster) aPerson() string {
	c.t.Helper()
	person := c.account("person")
	c.kubectl("-n", "apps", "create", "rolebinding", "person-edit", "--clusterrole=edit", "--serviceaccount=apps:person")
	c.kubectl("-n", systemNamespace, "create", "rolebinding", "person-door", "--role=xcp-operator-door", "--serviceaccount=apps:person")
	c.mayAsk("person")
	return person
}

// aStranger may edit in apps, too, but not go to the operator's pod.
func (c *cluster) aStranger() string {
	c.t.Helper()
	stranger := c.account("stranger")
	c.kubectl("-n", "apps", "create", "rolebinding", "stranger-edit", "--clusterrole=edit", "--serviceaccount=apps:stranger")
	c.mayAsk("stranger")
	return stranger
}

func (c *cluster) mayAsk(name string) {
	c.t.Helper()
	await(c.t, name+" may ask", func() bool { // a controller puts the cluster's roles together
		return lastLine(c.kubectlMayFail("-n", "apps", "auth", "can-i", "create", "xcpinquiries.xcp-operator.io",
			"--as=system:serviceaccount:apps:"+name)) == "yes"
	})
}

// account is a kubeconfig of a new ServiceAccount in apps.
func (c *cluster) account(name string) string {
	c.t.Helper()
	c.kubectl("-n", "apps", "create", "serviceaccount", name)
	token := strings.TrimSpace(c.kubectl("-n", "apps", "create", "token", name))
	file := filepath.Join(c.home, name+".kubeconfig")
	text, err := os.ReadFile(c.kubeconfig)
	if err == nil {
		err = os.WriteFile(file, text, 0o600)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	c.kubectl("--kubeconfig", file, "config", "set-credentials", name, "--token="+token)
	c.kubectl("--kubeconfig", file, "config", "set-context", "--current", "--user="+name)
	return file
}

// console is kubectl xcp console, which listens at a free port; it ends with the context.
func (c *cluster) console(ctx context.Context, kubeconfig, vm string) *exec.Cmd {
	command := exec.CommandContext(ctx, "bash", "-c",
		`. ../dev.d/lib.sh; . ../dev.d/programs.sh; run_java operator io.xcpoperator.operator.Main xcp "$@"`, "xcp",
		"console", "xvm/"+vm, "-n", "apps", "--port", "0", "--kubeconfig", kubeconfig)
	command.Env = append(os.Environ(), "HOME="+c.home)
	return command
}

// consoleBanner is what a viewer reads first.
func (c *cluster) consoleBanner(kubeconfig, vm string) string {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	defer cancel()
	command := c.console(ctx, kubeconfig, vm)
	var wrong strings.Builder
	command.Stderr = &wrong
	out, err := command.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		c.t.Fatal(err)
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	address := vncAddress.FindStringSubmatch(line)
	if address == nil {
		err := command.Wait()
		c.t.Fatalf("no console: %v %s%s", err, line, wrong.String())
	}
	viewer, err := net.DialTimeout("tcp", address[1], 10*time.Second)
	if err != nil {
		c.t.Fatal(err)
	}
	viewer.SetReadDeadline(time.Now().Add(30 * time.Second))
	banner := make([]byte, 12)
	if _, err := io.ReadFull(viewer, banner); err != nil {
		c.t.Fatal(err)
	}
	viewer.Close()
	io.Copy(io.Discard, out)
	if err := command.Wait(); err != nil {
		c.t.Errorf("it did not end with its viewer: %v %s", err, wrong.String())
	}
	return string(banner)
}

// consoleRefusal is what is said to somebody who gets no console.
func (c *cluster) consoleRefusal(kubeconfig, vm string) string {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	defer cancel()
	out, err := c.console(ctx, kubeconfig, vm).CombinedOutput()
	if err == nil {
		c.t.Errorf("somebody without the right gets a console: %s", out)
	}
	return string(out)
}
