-- Health of every kind of xcp-operator.io, for Argo CD, which does not know kstatus by itself.
local health = { status = "Progressing", message = "not seen by the operator yet" }
local status = obj.status
if obj.metadata.deletionTimestamp ~= nil then
  health.message = (status ~= nil and status.message) or "being deleted"
  return health
end
local annotations = obj.metadata.annotations
if annotations ~= nil and annotations["xcp-operator.io/paused"] == "true" then
  return { status = "Suspended", message = "paused by annotation" }
end
-- the schema's default for a new object is -1
if status == nil or status.observedGeneration ~= obj.metadata.generation then
  return health
end
local ready, stalled
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Ready" then
    ready = condition
  elseif condition.type == "Stalled" then
    stalled = condition
  end
end
if stalled ~= nil and stalled.status == "True" then
  return { status = "Degraded", message = stalled.message }
end
if ready ~= nil and ready.status == "True" then
  return { status = "Healthy", message = status.message or ready.message }
end
if ready ~= nil then
  health.message = ready.message
end
return health
