namespace ToolTime.Telemetry;

/// <summary>Decides whether the user, or the environment in which the program runs, has opted out.</summary>
internal static class OptOut
{
    private static readonly string[] CiVariables =
        ["CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "CIRCLECI", "TRAVIS", "APPVEYOR", "TEAMCITY_VERSION", "JENKINS_URL", "CODEBUILD_BUILD_ID"];

    private static readonly string[] Negatives = ["0", "false", "off", "no", "n", "disabled"];

    public static bool IsWanted(Func<string, string?> environment, string? ownVariable) =>
        IsNo(environment("TOOLTIME_TELEMETRY"))
        || (!string.IsNullOrEmpty(ownVariable) && IsNo(environment(ownVariable)))
        || IsYes(environment("DO_NOT_TRACK"))
        || CiVariables.Any(variable => IsYes(environment(variable)));

    private static bool IsNo(string? value) => value is not null && Negatives.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);

    private static bool IsYes(string? value) => !string.IsNullOrWhiteSpace(value) && !IsNo(value);
}
