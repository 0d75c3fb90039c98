package helm

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// right is a verb on a resource, as "verb group/resource"; the core group is "core".
type right string

func rightOf(verb, group, resource string) right {
	if group == "" {
		group = "core"
	}
	return right(verb + " " + group + "/" + resource)
}

// Rights that the story need not come to use, each with its reason.
var usedElsewhere = map[right]string{
	"delete xcp-operator.io/xcphosts":                "a host that left its pool takes its XcpHost along",
	"get core/configmaps":                            "a pool's or an image's caBundleRef",
	"get kustomize.toolkit.fluxcd.io/kustomizations": "asked where Flux deletes an object: the GitOps ring",
	"create core/secrets":                            "asked for besides patch when server-side apply makes an object; logged as patch only",
	"get xcp-operator.io/xcppools":                   afterConflict,
	"get xcp-operator.io/xcphosts":                   afterConflict,
	"get xcp-operator.io/xcpnetworks":                afterConflict,
	"get xcp-operator.io/storagerepositories":        afterConflict,
	"get xcp-operator.io/virtualmachines":            afterConflict,
	"get xcp-operator.io/diskimages":                 afterConflict,

	"get xcp-operator.io/virtualmachinesnapshots":          snapshotted,
	"patch xcp-operator.io/virtualmachinesnapshots":        snapshotted,
	"patch xcp-operator.io/virtualmachinesnapshots/status": snapshotted,
	"create xcp-operator.io/virtualmachinesnapshots":       snapshotted,
	"delete xcp-operator.io/virtualmachinesnapshots":       snapshotted,
	"create xcp-operator.io/virtualmachines":               snapshotted,
	"delete xcp-operator.io/virtualmachines":               snapshotted,
	"get xcp-operator.io/virtualmachinerestores":           snapshotted,
	"get xcp-operator.io/xcpinquiries":                     asked,
	"patch xcp-operator.io/xcpinquiries/status":            asked,
	"delete xcp-operator.io/xcpinquiries":                  asked,
	"patch xcp-operator.io/virtualmachinerestores":         snapshotted,
	"patch xcp-operator.io/virtualmachinerestores/status":  snapshotted,
}

const asked = "the story asks nothing by kubectl xcp; the operator's own tests do"

const snapshotted = "the story has no snapshot and no restore; the operator's own tests do"

const afterConflict = "the framework reads an object again after a conflict"

// compareRights compares what the chart grants its ServiceAccount with what the API server's audit log says it asked for.
func (c *cluster) compareRights() {
	c.t.Helper()
	granted, used := c.grantedRights(), c.usedRights()
	for right, refused := range used {
		if refused {
			c.t.Errorf("refused: %s; the chart does not grant it", right)
		}
	}
	for _, right := range granted {
		_, isUsed := used[right]
		_, known := usedElsewhere[right]
		if !isUsed && !known {
			c.t.Errorf("granted and not used: %s", right)
		}
	}
	for right := range usedElsewhere {
		if !slices.Contains(granted, right) {
			c.t.Errorf("in the list and not granted: %s", right)
		}
	}
}

// grantedRights reads the roles that the chart binds to the ServiceAccount.
func (c *cluster) grantedRights() []right {
	c.t.Helper()
	var roles struct {
		Items []struct {
			Metadata struct {
				Name   string
				Labels map[string]string
			}
			Rules []struct {
				APIGroups []string `json:"apiGroups"`
				Resources []string
				Verbs     []string
			}
		}
	}
	text := c.kubectl("get", "clusterrole,role", "-A", "-l", "app.kubernetes.io/instance=xcp-operator", "-o", "json")
	if err := json.Unmarshal([]byte(text), &roles); err != nil {
		c.t.Fatal(err)
	}
	var found []right
	for _, role := range roles.Items {
		if forPeople(role.Metadata.Labels) || strings.HasSuffix(role.Metadata.Name, "-door") {
			continue
		}
		for _, rule := range role.Rules {
			for _, group := range rule.APIGroups {
				for _, resource := range rule.Resources {
					for _, verb := range rule.Verbs {
						found = append(found, rightOf(verb, group, resource))
					}
				}
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func forPeople(labels map[string]string) bool {
	for label := range labels {
		if strings.HasPrefix(label, "rbac.authorization.k8s.io/aggregate-to-") {
			return true
		}
	}
	return false
}

// usedRights reads the audit log: what the operator asked for, and whether it was ever refused.
func (c *cluster) usedRights() map[right]bool {
	c.t.Helper()
	file, err := os.Open(filepath.Join(os.Getenv("XCP_STATE"), "log", "audit.log"))
	if err != nil {
		c.t.Fatal(err)
	}
	defer file.Close()
	used := map[right]bool{}
	for lines := bufio.NewReader(file); ; {
		line, err := lines.ReadBytes('\n')
		var event struct {
			Verb string
			User struct{ Username string }
			Ref  *struct {
				APIGroup    string `json:"apiGroup"`
				Resource    string
				Subresource string
			} `json:"objectRef"`
			Status struct{ Code int } `json:"responseStatus"`
		}
		if json.Unmarshal(line, &event) == nil && event.Ref != nil && event.Ref.Resource != "" &&
			event.User.Username == "system:serviceaccount:"+systemNamespace+":xcp-operator" {
			resource := event.Ref.Resource
			if event.Ref.Subresource != "" {
				resource += "/" + event.Ref.Subresource
			}
			key := rightOf(event.Verb, event.Ref.APIGroup, resource)
			used[key] = used[key] || event.Status.Code == 403
		}
		if err != nil {
			break
		}
	}
	if len(used) == 0 {
		c.t.Fatal("the audit log knows nothing of the operator")
	}
	return used
}
