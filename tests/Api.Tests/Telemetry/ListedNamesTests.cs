using ToolTime.Api.Telemetry;

namespace ToolTime.Api.Tests.Telemetry;

public sealed class ListedNamesTests
{
    [Theory]
    [InlineData("linux-gnu", "linux")]
    [InlineData("linux", "linux")]
    [InlineData("linux-musl", "linux")]
    [InlineData("linux-gnueabihf", "linux")]
    [InlineData("darwin23", "macos")]
    [InlineData("darwin22.6.0", "macos")]
    [InlineData("macos", "macos")]
    [InlineData("mingw32", "windows")]
    [InlineData("mingw-ucrt", "windows")]
    [InlineData("mswin64_140", "windows")]
    [InlineData("Windows_NT", "windows")]
    [InlineData("cygwin", "windows")]
    [InlineData("freebsd14.0", "freebsd")]
    [InlineData("openbsd7.4", "openbsd")]
    [InlineData("linux-alice", "other")]
    [InlineData("my linux", "other")]
    [InlineData("linux\n", "other")]
    public void System_ByItsName_IsOneOfFew(string name, string listed) => Assert.Equal(listed, ListedNames.System(name));

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.2.3")]
    [InlineData("10.20.30.40")]
    [InlineData("1.0.0.beta.3")]
    [InlineData("1.0.0-rc1")]
    [InlineData("1.0.0-rc.1")]
    [InlineData("3.4.0preview1")]
    [InlineData("3.4.0dev")]
    [InlineData("2.0.0.pre")]
    public void Normalize_AVersion_IsItself(string version) => Assert.Equal(version, VersionText.Normalize(version));

    [Theory]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("v1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3-alice")]
    [InlineData("1.2.3+abcdef")]
    [InlineData("1.2.3\n")]
    [InlineData("1.2.123456")]
    [InlineData("1.2.3-beta-alice")]
    [InlineData("١.٢")]
    public void Normalize_AnythingElse_IsOther(string version) => Assert.Equal("other", VersionText.Normalize(version));

    [Theory]
    [InlineData("Net::ReadTimeout with #<TCPSocket:(closed)> /home/alice/secret-proj", "Timeout")]
    [InlineData("execution expired", "Timeout")]
    [InlineData("HTTP 429 Too Many Requests", "RateLimited")]
    [InlineData("rate_limit_error", "RateLimited")]
    [InlineData("Overloaded", "Overloaded")]
    [InlineData("getaddrinfo: Name or service not known (api.example.org:443)", "Network")]
    [InlineData("Errno::ECONNREFUSED: Connection refused", "Network")]
    [InlineData("401 Unauthorized", "Authentication")]
    [InlineData("Invalid API key", "Authentication")]
    [InlineData("Errno::EACCES: Permission denied @ rb_sysopen - /home/alice/secret", "Permission")]
    [InlineData("No such file or directory - /home/alice/secret-proj", "NotFound")]
    [InlineData("Tool bash failed", "ToolFailed")]
    [InlineData("prompt is too long: 210000 tokens", "ContextLength")]
    [InlineData("insufficient credit", "QuotaExceeded")]
    [InlineData("Agent was interrupted by the user", "Cancelled")]
    [InlineData("500 Internal Server Error", "ServerError")]
    [InlineData("Timeout", "Timeout")]
    [InlineData("ToolFailed", "ToolFailed")]
    [InlineData("maxiterations", "MaxIterations")]
    [InlineData("alice's own words", "other")]
    [InlineData("", "other")]
    public void Classify_AnErrorsText_IsAClass(string text, string kind) => Assert.Equal(kind, ErrorClassifier.Classify(text));

    [Theory]
    [InlineData("Anthropic", "anthropic")]
    [InlineData("acme-internal", "other")]
    public void Provider_ByItsName_IsListedOrOther(string name, string listed) => Assert.Equal(listed, ListedNames.Provider(name));
}
