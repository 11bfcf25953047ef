{{- /* The image by its digest, or else by its tag, or else that of this version. Replicas need settings: the embedded store has one process. */}}
{{- define "writ.image" -}}
{{- if and (gt (int .Values.replicas) 1) (not .Values.settingsSecret) -}}
{{- fail "replicas need a database that they share: name the Secret whose writ.yaml has its address (databaseUrl) in settingsSecret" -}}
{{- end -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}
