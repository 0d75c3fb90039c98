package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// options is what `up` was asked to do.
type options struct {
	state      string
	keep       bool
	lifeline   bool
	kubeconfig string // a cluster of the user's, in place of ours
	node       bool
	images     []string
	children   []childSpec
	foreground []string
}

func parseUp(arguments []string) (options, error) {
	var o options
	var state, spec string
	set := flag.NewFlagSet("up", flag.ContinueOnError)
	set.SetOutput(new(strings.Builder))
	set.StringVar(&state, "state", "", "")
	set.BoolVar(&o.keep, "keep", false, "")
	set.BoolVar(&o.lifeline, "lifeline", false, "")
	set.StringVar(&o.kubeconfig, "kubeconfig", "", "")
	set.StringVar(&spec, "spec", "", "")
	set.BoolVar(&o.node, "node", false, "")
	set.Func("image", "", func(path string) error {
		absolute, err := filepath.Abs(path)
		o.images = append(o.images, absolute)
		return err
	})
	set.Func("child", "", func(text string) error {
		name, command, ok := strings.Cut(text, "=")
		if !ok || command == "" {
			return errors.New("want NAME=COMMAND")
		}
		o.children = append(o.children, childSpec{Name: name, Command: []string{"/bin/sh", "-c", command}})
		return nil
	})
	set.Func("ready", "", func(text string) error {
		name, expression, _ := strings.Cut(text, "=")
		return o.amend(name, func(c *childSpec) { c.Ready = expression })
	})
	set.Func("restart", "", func(name string) error {
		return o.amend(name, func(c *childSpec) { c.Restart = true })
	})
	if err := set.Parse(arguments); err != nil {
		return o, fmt.Errorf("up: %w", err)
	}
	o.foreground = set.Args()
	if state == "" {
		return o, errors.New("up: --state DIR is needed")
	}
	var err error
	if o.state, err = filepath.Abs(state); err != nil {
		return o, err
	}
	if o.kubeconfig != "" && o.node || len(o.images) > 0 && !o.node {
		return o, errors.New("up: --node goes without --kubeconfig, and --image with --node")
	}
	if o.kubeconfig != "" {
		if o.kubeconfig, err = filepath.Abs(o.kubeconfig); err != nil {
			return o, err
		}
		if _, err := os.Stat(o.kubeconfig); err != nil {
			return o, fmt.Errorf("up: --kubeconfig: %w", err)
		}
	}
	if spec != "" {
		if err := o.readSpec(spec); err != nil {
			return o, fmt.Errorf("%s: %w", spec, err)
		}
	}
	return o, o.check()
}

func (o *options) amend(name string, change func(*childSpec)) error {
	for i := range o.children {
		if o.children[i].Name == name {
			change(&o.children[i])
			return nil
		}
	}
	return fmt.Errorf("no --child %q before it", name)
}

// readSpec adds the children of a file {"children": [...]}; an unknown key is an error.
func (o *options) readSpec(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var content struct {
		Children []childSpec `json:"children"`
	}
	decoder := json.NewDecoder(file)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&content); err != nil {
		return err
	}
	o.children = append(o.children, content.Children...)
	return nil
}

var childName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

func (o *options) check() error {
	seen := map[string]bool{"machine": true, "containerd": true}
	for _, p := range programs {
		seen[p.name] = true
	}
	for _, c := range o.children {
		if !childName.MatchString(c.Name) || seen[c.Name] {
			return fmt.Errorf("child name %q: want small letters, digits and dashes, each name once", c.Name)
		}
		if len(c.Command) == 0 {
			return fmt.Errorf("child %s has no command", c.Name)
		}
		if _, err := regexp.Compile(c.Ready); err != nil {
			return fmt.Errorf("child %s: %w", c.Name, err)
		}
		seen[c.Name] = true
	}
	return nil
}
