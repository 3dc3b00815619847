using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about leaving the project; links, `..` and `~` are already resolved.</summary>
internal static class BoundaryRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("boundary.read", RuleCategory.Boundary, Severity.Info, "T1083",
            "Reading outside the project; `low` where it is a whole home or the whole system, `medium` where it is another user's home, "
                + "messages and mail, much of a folder of the user's own documents, or copies of files from all over a home.",
            "Temporary and allowed folders, other machines, containers.", Read),
        new("boundary.write", RuleCategory.Boundary, Severity.Medium, "T1565",
            "Writing outside the project: by a tool, in place, through a link made for it, into other work or the system, all over a home; "
                + "the user's documents moved into the project; `low` where a command writes any other file.",
            "Temporary, cache and allowed folders, plans and notes of an agent, other machines, containers.", Write),
    ];

    private static RuleMatch? Read(Effect effect, ProjectBoundary boundary)
    {
        if (effect is not { Kind: EffectKind.Read, Path: { IsOutside: true } path } || !IsHere(effect))
        {
            return null;
        }

        if (effect.Detail is "gathered")
        {
            return new($"It copies files from all over {effect.Name()}, outside the project.", Severity.Medium);
        }

        // A link to a folder makes all that is in it a part of the project.
        var isMuch = effect.Has(EffectTraits.Recursive) || path.IsWide || path.IsThroughLink;
        return new($"It reads {effect.Name()}, outside the project.",
            boundary.IsPersonal(path.IsPattern ? $"{path.Full}/*" : path.Full, isMuch) ? Severity.Medium
            : path.Scope is PathScope.Ancestor or PathScope.Root && effect.Has(EffectTraits.Recursive) ? Severity.Low : null);
    }

    private static RuleMatch? Write(Effect effect, ProjectBoundary boundary)
    {
        // A tool that moves a file removes it from its place, and a user looks for documents where they were; downloads are meant for use.
        if (effect is { Kind: EffectKind.Move, Path: { IsOutside: true } moved } && IsHere(effect)
            && (effect.Has(EffectTraits.Tool) || (effect.Detail is "taken in" && boundary.IsPersonal(moved.Full, isMuch: true)
                && !ProjectBoundary.IsWithin(moved.Full, $"{boundary.Home}/Downloads"))))
        {
            return new($"It moves {effect.Name()} away, outside the project.");
        }

        var isFolder = effect.Has(EffectTraits.Recursive) || effect.Path is { IsPattern: true };
        if (isFolder && effect.Kind is EffectKind.ChangeMode or EffectKind.ChangeOwner
            && effect.Path is { Scope: PathScope.Home or PathScope.Elsewhere } changed
            && IsHere(effect) && boundary.IsOtherWork(changed, isFolder))
        {
            return new($"It changes rights or owners in {effect.Name()}, outside the project.");
        }

        if (effect is not { Kind: EffectKind.Write, Path: { IsOutside: true } path } || !IsHere(effect)
            || boundary.IsCache(path.Full) || boundary.IsNote(path.Full))
        {
            return null;
        }

        var isChange = effect.Has(EffectTraits.Tool | EffectTraits.Edits)
            || (path.IsThroughLink && effect.Detail is not "link")
            || (effect.Detail is "unpacked" && (path.Scope is PathScope.Root || (boundary.HasProject && path.Full == boundary.Home)))
            || boundary.IsOtherWork(path, isFolder);
        return new($"It writes {effect.Name()}, outside the project.", isChange ? null : Severity.Low);
    }

    // What lies on another machine or in a container is not beside this project.
    private static bool IsHere(Effect effect) => !effect.Has(EffectTraits.Remote | EffectTraits.Contained);
}
