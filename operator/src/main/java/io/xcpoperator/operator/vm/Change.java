package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.operator.platform.status.Because;

/** A wanted change that cannot be made as the VM is now. */
record Change(String field, String from, String to, FieldClass takesEffect, Because because) {
    String canonical() {
        return field + " " + from + " " + to;
    }

    String sentence() {
        return field + " " + from + " → " + to;
    }
}
