package io.xcpoperator.operator.platform.inquiry;

import java.util.List;

/** A feature that writes manifests for what a pool has. */
public interface Exporter {
    /**
     * Those of its objects that nobody declared. Applied, each asks for what is: in Plan it plans nothing but our marks.
     *
     * @param scope knows by name what the manifests refer to; a network comes before the VMs on it
     */
    List<Exported> export(ExportScope scope);
}
