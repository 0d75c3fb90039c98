package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VtpmRef;

/** Messages of class VTPM that answer at once. Parameters and errors: the XAPI data model. */
public interface VtpmCalls {
    @Call(value = "VTPM.create", since = "8.3.0")
    VtpmRef create(VmRef vm, boolean isUnique);

    @Call("VTPM.destroy")
    void destroy(VtpmRef vtpm);
}
