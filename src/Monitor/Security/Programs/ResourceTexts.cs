using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Texts of files that exhaust machines or money once they run: shell scripts, and manifests of miners.</summary>
internal static class ResourceTexts
{
    /// <summary>Records what a text would use up.</summary>
    public static void Note(Call call, ResolvedPath path, string text)
    {
        if (path.Name.EndsWith(".yaml", StringComparison.Ordinal) || path.Name.EndsWith(".yml", StringComparison.Ordinal))
        {
            var image = text.Split('\n').Select(line => line.Trim(' ', '-')).FirstOrDefault(line =>
                line.StartsWith("image:", StringComparison.Ordinal));
            if (image is not null && (OtherPrograms.IsMiner(image) || text.Contains("stratum+tcp://", StringComparison.Ordinal)
                || text.Contains("stratum+ssl://", StringComparison.Ordinal)))
            {
                call.Emit(EffectKind.Mine, image);
            }
        }
        else if (IsShellScript(path, text) && HasLoop(text))
        {
            var effects = call.Walk.Foresee(text, call.State, out var calls);
            if (effects.FirstOrDefault(effect => effect.Kind is EffectKind.Fork) is { } fork)
            {
                call.Emit(EffectKind.Fork, fork.Detail);
            }
            else if (effects.Any(effect => effect.Kind is EffectKind.Spin) && calls.Any(AgentPrograms.StartsWork))
            {
                call.Emit(EffectKind.Spin, "a loop that starts agents");
            }
        }
    }

    private static bool IsShellScript(ResolvedPath path, string text) => path.Name.EndsWith(".sh", StringComparison.Ordinal)
        || path.Name.EndsWith(".bash", StringComparison.Ordinal)
        || (text.StartsWith("#!", StringComparison.Ordinal) && text.Split('\n')[0].TrimEnd().EndsWith("sh", StringComparison.Ordinal));

    /// <summary>Whether there is anything that may go on: a loop, or a function that may start itself.</summary>
    private static bool HasLoop(string text) => text.Contains("done", StringComparison.Ordinal)
        || (text.Contains('&', StringComparison.Ordinal) && text.Contains("()", StringComparison.Ordinal));
}
