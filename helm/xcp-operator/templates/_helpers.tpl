{{- define "xcp.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- /* The name of everything namespaced: the release's, with the chart's where that does not say it already. */ -}}
{{- define "xcp.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains (include "xcp.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "xcp.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "xcp.serviceAccount" -}}
{{- default (include "xcp.fullname" .) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "xcp.selector" -}}
app.kubernetes.io/name: {{ include "xcp.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "xcp.labels" -}}
{{ include "xcp.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "xcp.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{- /* The kinds that have a controller, by plural. */ -}}
{{- define "xcp.kinds" -}}
[xcppools, xcphosts, xcpnetworks, storagerepositories, diskimages, virtualmachines, virtualmachinesnapshots, virtualmachinerestores, xcpinquiries]
{{- end -}}

{{- define "xcp.statuses" -}}
{{- $all := list -}}
{{- range include "xcp.kinds" . | fromYamlArray -}}{{- $all = append $all (printf "%s/status" .) -}}{{- end -}}
{{- toJson $all -}}
{{- end -}}

{{- define "xcp.crdNames" -}}
{{- $all := list -}}
{{- range include "xcp.kinds" . | fromYamlArray -}}{{- $all = append $all (printf "%s.xcp-operator.io" .) -}}{{- end -}}
{{- toJson $all -}}
{{- end -}}
