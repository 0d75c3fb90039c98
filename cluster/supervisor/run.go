package main

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

const stopGrace = 8 * time.Second

// run is one `up`: its state folder, what it started, and how it is told to stop.
type run struct {
	options options
	say     io.Writer // progress, for people
	ready   io.Writer // the one line, for programs
	stop    <-chan struct{}
	hurry   <-chan struct{} // a second request to stop

	id       string
	env      []string
	record   record
	machine  int        // pid of the node's machine; 0: none
	mutex    sync.Mutex // guards children, record and stopping
	stopping bool
	children []*child
	failed   chan error
}

// up starts everything, runs the foreground command if there is one, and takes everything down again. It returns the
// exit code.
func (r *run) up() (int, error) {
	lock, err := claimState(r.options.state, r.say)
	if err != nil {
		return exitRefused, err
	}
	defer dropLock(lock)
	r.id = newRunID()
	if err := os.MkdirAll(filepath.Join(r.options.state, "log"), 0o700); err != nil {
		return exitFailed, err
	}
	start, err := startTime(os.Getpid())
	if err != nil {
		return exitFailed, err
	}
	r.record = record{Run: r.id, Pid: os.Getpid(), Start: start}
	if err := r.record.write(r.options.state); err != nil {
		return exitFailed, err
	}
	dog, err := startWatchdog(r.id, r.options.state, r.options.keep, lock)
	if err != nil {
		return exitFailed, err
	}
	defer dog.dismiss()
	defer r.down()
	r.failed = make(chan error, 1)

	began := time.Now()
	if err := r.startAll(); err != nil {
		if errors.Is(err, errStopped) {
			return exitStopped, nil
		}
		return exitFailed, err
	}
	if len(r.options.foreground) > 0 { // which has all of this in its environment
		return r.foreground()
	}
	fmt.Fprintf(r.ready, "ready kubeconfig=%s server=%s state=%s seconds=%.1f\n", r.record.Kubeconfig, cmp.Or(r.record.Server, "-"),
		r.options.state, time.Since(began).Seconds())
	select {
	case <-r.stop:
		return exitStopped, nil
	case err := <-r.failed:
		return exitFailed, err
	}
}

// startAll starts the control plane, if it is ours, and then the children in order, each when the one before is ready.
func (r *run) startAll() error {
	r.env = append(os.Environ(), runVariable+"="+r.id, "XCP_STATE="+r.options.state)
	var specs []childSpec
	var err error
	switch {
	case r.options.kubeconfig != "":
		r.record.Kubeconfig = r.options.kubeconfig
	case r.options.node:
		specs, err = r.setUpNode()
	default:
		specs, err = r.setUpControlPlane()
	}
	if err != nil {
		return err
	}
	specs = append(specs, r.options.children...)
	r.env = append(r.env, "KUBECONFIG="+r.record.Kubeconfig)
	for _, spec := range specs {
		if err := r.startOne(spec); err != nil {
			return err
		}
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.record.Ready = true
	return r.record.write(r.options.state)
}

func (r *run) startOne(spec childSpec) error {
	entered := spec
	if r.machine != 0 {
		entered.Command = inside(r.machine, spec.folder(), spec.Command)
	}
	log := spec.Log
	if log == "" {
		log = filepath.Join(r.options.state, "log", spec.Name+".log")
	}
	var from int64
	if info, err := os.Stat(log); err == nil {
		from = info.Size()
	}
	r.mutex.Lock()
	if r.stopping {
		r.mutex.Unlock()
		return errStopped
	}
	c, err := startChild(entered, r.env, log)
	if err != nil {
		r.mutex.Unlock()
		return err
	}
	c.spec = spec // as it is started again
	r.children = append(slices.DeleteFunc(r.children, func(old *child) bool { return old.spec.Name == spec.Name }), c)
	r.record.Children = nil
	for _, c := range r.children {
		r.record.Children = append(r.record.Children, childRecord{c.spec.Name, c.pid, c.start, c.log})
	}
	err = r.record.write(r.options.state)
	r.mutex.Unlock()
	go r.mind(c)
	if err != nil {
		return err
	}
	if err := c.awaitReady(r.stop, from); err != nil || spec.after == nil {
		return err
	}
	return spec.after()
}

// mind waits for the end of a child. Nobody asked for it, so it is started again or ends the run.
func (r *run) mind(c *child) {
	<-c.ended
	r.mutex.Lock()
	stopping := r.stopping
	r.mutex.Unlock()
	if stopping {
		return
	}
	err := fmt.Errorf("%s ended by itself (%s)\n%s", c.spec.Name, how(c.err), tail(c.log))
	if c.spec.Restart {
		fmt.Fprintf(r.say, "%s ended (%s); starting it again\n", c.spec.Name, how(c.err))
		select {
		case <-r.stop:
			return
		case <-time.After(time.Second):
		}
		if err = r.startOne(c.spec); err == nil || errors.Is(err, errStopped) {
			return
		}
	}
	select {
	case r.failed <- err:
	default:
	}
}

// foreground runs the command the caller gave, with the run's environment, and passes its exit code on.
func (r *run) foreground() (int, error) {
	words := r.options.foreground
	if r.machine != 0 {
		words = inside(r.machine, childSpec{}.folder(), words)
	}
	command := exec.Command(words[0], words[1:]...)
	command.Env = r.env
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if err := spawn(command); err != nil {
		return exitFailed, fmt.Errorf("%s does not start: %w", strings.Join(words, " "), err)
	}
	story := &child{spec: childSpec{Name: words[0]}, pid: command.Process.Pid, ended: make(chan struct{})}
	go func() {
		story.err = command.Wait()
		close(story.ended)
	}()
	select {
	case <-story.ended:
		return exitCode(story.err), nil
	case <-r.stop:
		story.stop(stopGrace, r.hurry)
		return exitCode(story.err), nil
	case err := <-r.failed:
		story.stop(stopGrace, r.hurry)
		return exitFailed, err
	}
}

// down stops the children in reverse order, then whatever they left, and removes the state folder.
func (r *run) down() {
	r.mutex.Lock()
	r.stopping = true
	children := slices.Clone(r.children)
	r.mutex.Unlock()
	for _, c := range slices.Backward(children) {
		c.stop(stopGrace, r.hurry)
	}
	sweep(r.id)
	if r.record.Node {
		removeCgroups(r.id)
	}
	if r.options.keep {
		r.record.Ended = true
		r.record.write(r.options.state)
		return
	}
	os.RemoveAll(r.options.state)
}

func newRunID() string {
	random := make([]byte, 12)
	rand.Read(random)
	return hex.EncodeToString(random)
}
