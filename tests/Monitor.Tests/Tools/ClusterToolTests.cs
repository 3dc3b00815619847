namespace ToolTime.Monitor.Tests.Tools;

public sealed class ClusterToolTests
{
    [Theory]
    [InlineData("mcp__k8s__kubectl_apply", """{"yaml":"kind: Pod\nspec:\n  hostPID: true\n  containers: [{name: a, image: busybox}]\n"}""")]
    [InlineData("mcp__kube__resources_create_or_update",
        """{"resource":"kind: Job\nspec:\n  template:\n    spec:\n      volumes:\n      - name: all\n        hostPath:\n          path: /\n"}""")]
    [InlineData("mcp__kubernetes__create_pod",
        """{"spec":{"containers":[{"name":"a","image":"alpine","securityContext":{"privileged":true}}]}}""")]
    [InlineData("mcp__k8s__patch_resource", """{"kind":"Deployment","patch":"{\"spec\":{\"template\":{\"spec\":{\"hostPID\":true}}}}"}""")]
    public void Evaluate_ManifestThatReachesItsNode_IsFound(string tool, string input) =>
        Assert.Contains("privilege.container", Engine.Json(tool, input).Serious().Rules());

    [Theory]
    [InlineData("mcp__k8s__kubectl_apply",
        """{"yaml":"kind: Pod\nspec:\n  containers:\n  - name: a\n    securityContext: {privileged: false, runAsNonRoot: true}\n"}""")]
    [InlineData("mcp__k8s__kubectl_apply",
        """{"manifest":"kind: DaemonSet\nspec:\n  volumes:\n  - name: logs\n    hostPath:\n      path: /var/log\n"}""")]
    [InlineData("mcp__k8s__kubectl_apply", """{"dryRun":true,"manifest":"kind: Pod\nspec:\n  hostPID: true\n"}""")]
    [InlineData("mcp__k8s__explain_resource", """{"resource":"pod.spec.hostPID: true"}""")]
    [InlineData("mcp__notes__create_note", """{"content":"Never set hostPID: true in a manifest."}""")]
    public void Evaluate_ManifestOfAPlainWorkload_IsNotFound(string tool, string input) =>
        Assert.Empty(Engine.Json(tool, input).Serious());

    [Fact]
    public void Evaluate_RightsGivenByArguments_AreFound() => Assert.NotEmpty(Engine.Json("mcp__kubernetes__kubectl_create",
        """{"resourceType":"clusterrolebinding","name":"all","args":["--clusterrole=cluster-admin","--group=system:authenticated"]}""").Serious());
}
