// Supervisor builds and runs what tests and the quickstart stand on: a control plane of Kubernetes and, beside it,
// children of the caller's. Nothing it started outlives it.
package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

const (
	exitStopped = 0 // asked to stop, and did
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3
)

const usage = `usage:
  supervisor build [TARGET...]     build what is missing (controlplane, node, helm or one program); prints a path a line
  supervisor up --state DIR [options] [-- COMMAND [ARGUMENT...]]
                                   start a control plane and children; end with Ctrl-C, or with COMMAND and its exit code
      --child NAME=COMMAND         a further child, run by sh, started when all before it are ready
      --ready NAME=REGEXP          that child is ready when a line of its log matches
      --restart NAME               start that child again when it ends by itself
      --spec FILE                  further children: {"children": [{"name", "command": [], "env": {}, "directory",
                                   "log", "ready", "readyTimeoutSeconds", "restart"}]}
      --node                       a whole cluster with one node that runs pods, in a machine of its own (root); children and
                                   COMMAND run in that machine
      --image FILE                 an OCI archive for that node
      --kubeconfig FILE            use this cluster and start no control plane
      --lifeline                   end when standard input ends
      --keep                       leave the state folder (logs, etcd's data) in place until the next run there
  supervisor status --state DIR    what runs there; exit code 0 ready, 1 starting, 3 nothing
`

func main() {
	code, err := command(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

func command(arguments []string) (int, error) {
	if len(arguments) == 0 {
		fmt.Fprint(os.Stderr, usage)
		return exitUsage, nil
	}
	switch verb, rest := arguments[0], arguments[1:]; verb {
	case "build":
		return buildCommand(rest)
	case "up":
		return upCommand(rest)
	case "status":
		return statusCommand(rest)
	case "machine":
		return exitFailed, runMachine(rest[0])
	case "watchdog":
		watch(rest[0], rest[1], rest[2] == "keep", os.Stdin, os.NewFile(3, "lock"))
		return 0, nil
	case "help", "-h", "--help":
		fmt.Print(usage)
		return 0, nil
	default:
		return exitUsage, fmt.Errorf("no verb %q\n%s", verb, usage)
	}
}

func buildCommand(targets []string) (int, error) {
	if len(targets) == 0 {
		targets = []string{"controlplane"}
	}
	stop, _ := signals()
	paths, err := build(targets, os.Stderr, stop)
	if err != nil {
		return exitFailed, err
	}
	for _, p := range programs {
		if path, ok := paths[p.name]; ok {
			fmt.Println(path)
		}
	}
	return 0, nil
}

func upCommand(arguments []string) (int, error) {
	o, err := parseUp(arguments)
	if err != nil {
		return exitUsage, err
	}
	stop, hurry := signals()
	if o.lifeline {
		stop = endOf(os.Stdin, stop)
	}
	r := &run{options: o, say: os.Stderr, ready: os.Stdout, stop: stop, hurry: hurry}
	return r.up()
}

// signals closes the first channel at the first request to stop and the second at the next.
func signals() (stop, hurry <-chan struct{}) {
	first, second, got := make(chan struct{}), make(chan struct{}), make(chan os.Signal, 2)
	signal.Notify(got, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		<-got
		close(first)
		<-got
		close(second)
	}()
	return first, second
}

// endOf is closed when the stream has ended or other is closed.
func endOf(stream io.Reader, other <-chan struct{}) <-chan struct{} {
	ended := make(chan struct{})
	var once sync.Once
	end := func() { once.Do(func() { close(ended) }) }
	go func() {
		io.Copy(io.Discard, stream)
		end()
	}()
	go func() {
		<-other
		end()
	}()
	return ended
}
