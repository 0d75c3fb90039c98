package io.xcpoperator.api.v1alpha1.host;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;

/** Where a host's log goes. */
public record HostSyslog(
        @Field(value = "Server that takes syslog", pattern = Formats.HOST)
        String remote) implements ApiRecord {}
