package main

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
)

// statusCommand prints what runs in a state folder.
func statusCommand(arguments []string) (int, error) {
	set := flag.NewFlagSet("status", flag.ContinueOnError)
	set.SetOutput(new(strings.Builder))
	state := set.String("state", "", "")
	if err := set.Parse(arguments); err != nil || *state == "" {
		return exitUsage, errors.Join(err, errors.New("status: --state DIR is needed"))
	}
	folder, err := filepath.Abs(*state)
	if err != nil {
		return exitFailed, err
	}
	r, err := readRecord(folder)
	if err != nil || r.Ended {
		fmt.Printf("nothing runs in %s\n", folder)
		return exitRefused, nil
	}
	if !alive(r.Pid, r.Start) {
		fmt.Printf("a run was cut off in %s (pid %d); the next one cleans it\n", folder, r.Pid)
		return exitRefused, nil
	}
	condition, code := "starting", 1
	if r.Ready {
		condition, code = "ready", 0
	}
	fmt.Printf("%s: pid %d, %s, kubeconfig %s\n", condition, r.Pid, r.where(), r.Kubeconfig)
	for _, c := range r.Children {
		life := "ended"
		if alive(c.Pid, c.Start) {
			life = "running"
		}
		fmt.Printf("  %-24s %-8s pid %-8d %s\n", c.Name, life, c.Pid, c.Log)
	}
	return code, nil
}
