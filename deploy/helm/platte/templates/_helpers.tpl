{{- define "platte.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "platte.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "platte.labels" -}}
{{ include "platte.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "platte.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "platte.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "platte.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{/* "true" where the database is embedded: one process, and a directory. */}}
{{- define "platte.embedded" -}}
{{- if not .Values.databaseUrl.existingSecret }}true{{ end -}}
{{- end -}}

{{/* Every URL that browsers use, with commas. */}}
{{- define "platte.publicUrls" -}}
{{- $urls := .Values.publicUrls -}}
{{- with .Values.ingress -}}
{{- if .enabled -}}
{{- $urls = append $urls (printf "%s://%s" (ternary "https" "http" (ne .tlsSecret "")) .host) -}}
{{- end -}}
{{- end -}}
{{- with .Values.route -}}
{{- if .enabled -}}
{{- $urls = append $urls (printf "%s://%s" (ternary "https" "http" .tls) .host) -}}
{{- end -}}
{{- end -}}
{{- $urls | uniq | join "," -}}
{{- end -}}

{{/* The variables of the sign-in; secrets from Secrets. */}}
{{- define "platte.signInEnv" -}}
{{- if eq .Values.authMode "oidc" }}
- { name: PLATTE_AUTH_MODE, value: oidc }
{{- end }}
{{- with .Values.oidc }}
{{- $plain := dict "ISSUER_URL" .issuerUrl "CLIENT_ID" .clientId "AUDIENCE" .audience "ADMIN_ROLES" (join "," .adminRoles)
  "VIEWER_ROLES" (join "," .viewerRoles) "MANAGEMENT_URL" .managementUrl "LOGOUT_URL" .logoutUrl }}
{{- range $name, $value := $plain }}
{{- if $value }}
- { name: PLATTE_OIDC_{{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- end }}
{{- if eq $.Values.authMode "oidc" }}
- { name: PLATTE_OIDC_ROLES_PATH, value: {{ .rolesPath | quote }} }
- { name: PLATTE_OIDC_SCOPES, value: {{ join "," .scopes | quote }} }
- { name: PLATTE_OIDC_USE_USERINFO, value: {{ .useUserinfo | quote }} }
{{- end }}
{{- with .clientSecret }}
{{- if .existingSecret }}
- name: PLATTE_OIDC_CLIENT_SECRET
  valueFrom:
    secretKeyRef: { name: {{ .existingSecret | quote }}, key: {{ .key | quote }} }
{{- end }}
{{- end }}
{{- end }}
{{- if or (eq .Values.authMode "oidc") .Values.updateServer }}
- { name: PLATTE_SESSION_IDLE_HOURS, value: {{ .Values.session.idleHours | int | quote }} }
- { name: PLATTE_SESSION_MAX_HOURS, value: {{ .Values.session.maxHours | int | quote }} }
{{- end }}
{{- if .Values.session.existingSecret }}
- { name: PLATTE_SESSION_KEY_FILE, value: /etc/platte/session/key }
{{- end }}
{{- with .Values.omahaSuffix }}
{{- if .existingSecret }}
- name: PLATTE_OMAHA_SUFFIX
  valueFrom:
    secretKeyRef: { name: {{ .existingSecret | quote }}, key: {{ .key | quote }} }
{{- end }}
{{- end }}
{{- if .Values.ca.existingConfigMap }}
- { name: PLATTE_CA_FILE, value: /etc/platte/ca/ca.pem }
{{- end }}
{{- end -}}

{{- define "platte.podSpec" -}}
serviceAccountName: {{ include "platte.serviceAccount" . }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext: {{- toYaml .Values.podSecurityContext | nindent 2 }}
terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
containers:
  - name: platte
    image: {{ include "platte.image" . }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    securityContext: {{- toYaml .Values.securityContext | nindent 6 }}
    env:
      - { name: PLATTE_HOST, value: '0.0.0.0' }
      - { name: PLATTE_PORT, value: '8000' }
      {{- if .Values.nodeService.enabled }}
      - { name: PLATTE_UPDATE_LISTEN, value: '0.0.0.0:8001' }
      {{- end }}
      {{- if .Values.metrics.enabled }}
      - { name: PLATTE_METRICS_LISTEN, value: '0.0.0.0:9090' }
      {{- end }}
      - { name: PLATTE_DATA, value: /data }
      - { name: PLATTE_NO_DEMO, value: {{ not .Values.demo | quote }} }
      - { name: PLATTE_AUDIT_LOG_DAYS, value: {{ .Values.auditLogDays | int | quote }} }
      - { name: PLATTE_ALLOW_UNAUTHENTICATED, value: {{ .Values.allowUnauthenticated | quote }} }
      {{- with include "platte.publicUrls" . }}
      - { name: PLATTE_PUBLIC_URL, value: {{ . | quote }} }
      {{- end }}
      {{- with .Values.trustedProxies }}
      - { name: PLATTE_TRUSTED_PROXY, value: {{ join "," . | quote }} }
      {{- end }}
      {{- with .Values.updateServer }}
      - { name: PLATTE_UPDATE_SERVER, value: {{ . | quote }} }
      {{- end }}
      {{- if not (include "platte.embedded" .) }}
      - name: DATABASE_URL
        valueFrom:
          secretKeyRef: { name: {{ .Values.databaseUrl.existingSecret | quote }}, key: {{ .Values.databaseUrl.key | quote }} }
      {{- end }}
      {{- with include "platte.signInEnv" . | trim }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- with .Values.extraEnv }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    ports:
      - { name: http, containerPort: 8000 }
      {{- if .Values.nodeService.enabled }}
      - { name: updates, containerPort: 8001 }
      {{- end }}
      {{- if .Values.metrics.enabled }}
      - { name: metrics, containerPort: 9090 }
      {{- end }}
    # The process works; whether its database does is for readiness, since a restart would not mend that.
    livenessProbe:
      httpGet:
        path: /
        port: http
        # Platte answers browsers under the names that it knows only.
        httpHeaders: [{ name: Host, value: localhost }]
      periodSeconds: 20
      timeoutSeconds: 5
      failureThreshold: 3
    readinessProbe:
      {{- if .Values.updateServer }}
      # /health is the update server's, and the audit log is needed most while that is down.
      httpGet:
        path: /
        port: http
        httpHeaders: [{ name: Host, value: localhost }]
      {{- else }}
      httpGet: { path: /health, port: http }
      {{- end }}
      periodSeconds: 10
      timeoutSeconds: 5
      failureThreshold: 3
    # It listens when the schema is migrated.
    startupProbe:
      httpGet:
        path: /
        port: http
        httpHeaders: [{ name: Host, value: localhost }]
      periodSeconds: 5
      timeoutSeconds: 5
      failureThreshold: {{ div (add .Values.startupSeconds 4) 5 }}
    resources: {{- toYaml .Values.resources | nindent 6 }}
    volumeMounts:
      - { name: data, mountPath: /data }
      - { name: tmp, mountPath: /tmp }
      {{- if .Values.session.existingSecret }}
      - { name: session-key, mountPath: /etc/platte/session, readOnly: true }
      {{- end }}
      {{- if .Values.ca.existingConfigMap }}
      - { name: ca, mountPath: /etc/platte/ca, readOnly: true }
      {{- end }}
volumes:
  {{- with .Values.session }}
  {{- if .existingSecret }}
  - name: session-key
    secret: { secretName: {{ .existingSecret | quote }}, items: [{ key: {{ .key | quote }}, path: key }] }
  {{- end }}
  {{- end }}
  {{- with .Values.ca }}
  {{- if .existingConfigMap }}
  - name: ca
    configMap: { name: {{ .existingConfigMap | quote }}, items: [{ key: {{ .key | quote }}, path: ca.pem }] }
  {{- end }}
  {{- end }}
  - name: tmp
    emptyDir: {}
  {{- if not (and (include "platte.embedded" .) .Values.persistence.enabled) }}
  - name: data
    emptyDir: {}
  {{- else }}
  - name: data
    persistentVolumeClaim:
      claimName: {{ default (printf "%s-data" (include "platte.fullname" .)) .Values.persistence.existingClaim }}
  {{- end }}
{{- if .Values.topologySpreadConstraints.enabled }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: {{ .Values.topologySpreadConstraints.topologyKey }}
    whenUnsatisfiable: {{ .Values.topologySpreadConstraints.whenUnsatisfiable }}
    labelSelector:
      matchLabels: {{- include "platte.selectorLabels" . | nindent 8 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
