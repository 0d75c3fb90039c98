package io.xcpoperator.api.v1alpha1.inquiry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;
import io.xcpoperator.api.v1alpha1.Column;
import io.xcpoperator.api.v1alpha1.Described;

/** A question to the operator, written and taken away by {@code kubectl xcp}. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("XcpInquiry")
@Plural("xcpinquiries")
@ShortNames("xinq")
@JsonIgnoreProperties(ignoreUnknown = true)
@Described(
        value =
                "A question to the operator, which kubectl xcp export, plan, console and upload write, read and take away; the "
                        + "operator deletes one after ten minutes. It changes nothing, in the pool or in the cluster",
        ready = "status.answer has the answer")
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class XcpInquiry extends CustomResource<XcpInquirySpec, XcpInquiryStatus> implements Namespaced {}
