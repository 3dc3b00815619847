using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>
/// Dockerfiles: what a build fetches and runs stays in the image, but not where its packages come from and what it sends.
/// </summary>
internal static class ImageFiles
{
    private const int MostCommands = 32;
    private const int CharactersForOne = 8;
    private const string Run = "RUN ";

    /// <summary>Whether a file is one.</summary>
    public static bool IsOne(ResolvedPath path) => path.Name is "Dockerfile" or "Containerfile"
        || path.Name.StartsWith("Dockerfile.", StringComparison.Ordinal) || path.Name.EndsWith(".dockerfile", StringComparison.Ordinal);

    /// <summary>Records other registries, and secrets that are sent.</summary>
    public static void Note(Call call, string text)
    {
        call.Walk.Spend(text.Length / CharactersForOne);
        var commands = text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(line => line.TrimStart())
            .Where(line => line.StartsWith(Run, StringComparison.OrdinalIgnoreCase)).Take(MostCommands);
        foreach (var image in text.Split('\n').Select(line => line.Trim().Split(' ')).Where(words => words is ["FROM", _,
            ..]).Take(MostCommands))
        {
            if (NetworkPrograms.Host(image[1]) is var host && Hosts.IsPublicNumber(host))
            {
                call.Emit(EffectKind.ChangeRegistry, image[1], host: host);
            }
        }

        var state = new ShellState(null) { Traits = EffectTraits.Contained };
        foreach (var command in commands.TakeWhile(_ => !call.Walk.IsExhausted))
        {
            foreach (var effect in call.Walk.Foresee(command[Run.Length..], state, out _))
            {
                if (effect.Kind is EffectKind.ChangeRegistry || (effect.Kind is EffectKind.Send
                    && effect.Has(DataKinds.Secret | DataKinds.Environment)))
                {
                    call.Walk.Add(effect);
                }
            }
        }
    }
}
