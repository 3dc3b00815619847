using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules on leaving the project; links, `..` and `~` are resolved before.</summary>
internal static class BoundaryRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("boundary.read", RuleCategory.Boundary, Severity.Info, "T1083",
            "Reading outside the project; `low` where it is a whole home or the whole system.",
            "Temporary and allowed folders.", effect => effect is { Kind: EffectKind.Read, Path.IsOutside: true } && effect.IsOnMachine()
                ? new($"It reads {effect.Name()}, outside the project.", effect.Path.Scope is PathScope.Ancestor or PathScope.Root
                    && effect.Has(EffectTraits.Recursive) ? Severity.Low : null) : null),
        new("boundary.write", RuleCategory.Boundary, Severity.Medium, "T1565",
            "Writing outside the project: by a tool, in place, into other work or the system; `low` where a command writes any other file.",
            "Temporary, cache and allowed folders.", Write),
    ];

    private static RuleMatch? Write(Effect effect, ProjectBoundary boundary)
    {
        if (effect is not { Kind: EffectKind.Write, Path: { IsOutside: true } path } || !effect.IsOnMachine()
            || boundary.IsCache(path.Full))
        {
            return null;
        }

        var isChange = effect.Has(EffectTraits.Tool | EffectTraits.Edits)
            || (!effect.Has(EffectTraits.Remote) && boundary.IsOtherWork(path));
        return new($"It writes {effect.Name()}, outside the project.", isChange ? null : Severity.Low);
    }
}
