using System.Text.RegularExpressions;

namespace ToolTime.Architecture.Tests.House;

/// <summary>Consent refers to one version of the policy, which the client asks about and the server shows.</summary>
public sealed partial class ConsentTests
{
    [Fact]
    public void ConsentVersion_OfClientAndServer_IsTheSame() =>
        Assert.Equal(VersionIn("src/Uploader/Sharing/Consent.cs"), VersionIn("src/Api/Privacy/Policy.cs"));

    private static string VersionIn(string path) =>
        Version().Match(File.ReadAllText(Path.Combine(Repository.Root, path))).Groups[1].Value is { Length: > 0 } version
            ? version
            : throw new InvalidOperationException($"{path} names no version.");

    [GeneratedRegex(@"public const int (?:Consent)?Version = ([0-9]+);")]
    private static partial Regex Version();
}
