namespace ToolTime.Monitor.Security.Tools;

/// <summary>What the usual agents' tools do, by name.</summary>
internal static class ToolNames
{
    private static readonly Dictionary<string, ToolKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Bash"] = ToolKind.Shell,
        ["shell"] = ToolKind.Shell,
        ["shell_command"] = ToolKind.Shell,
        ["local_shell"] = ToolKind.Shell,
        ["exec_command"] = ToolKind.Shell,
        ["unified_exec"] = ToolKind.Shell,
        ["run_shell_command"] = ToolKind.Shell,
        ["run_terminal_cmd"] = ToolKind.Shell,
        ["run_in_terminal"] = ToolKind.Shell,
        ["execute_command"] = ToolKind.Shell,
        ["terminal"] = ToolKind.Shell,
        ["container.exec"] = ToolKind.Shell,
        ["exec"] = ToolKind.Shell,
        ["BashOutput"] = ToolKind.Other,
        ["Monitor"] = ToolKind.Shell,
        ["PowerShell"] = ToolKind.PowerShell,
        ["pwsh"] = ToolKind.PowerShell,
        ["Read"] = ToolKind.Read,
        ["read_file"] = ToolKind.Read,
        ["view"] = ToolKind.Read,
        ["cat"] = ToolKind.Read,
        ["NotebookRead"] = ToolKind.Read,
        ["read_many_files"] = ToolKind.Read,
        ["view_image"] = ToolKind.Read,
        ["Write"] = ToolKind.Write,
        ["write_file"] = ToolKind.Write,
        ["create_file"] = ToolKind.Write,
        ["create"] = ToolKind.Write,
        ["Edit"] = ToolKind.Edit,
        ["MultiEdit"] = ToolKind.Edit,
        ["NotebookEdit"] = ToolKind.Notebook,
        ["edit_file"] = ToolKind.Edit,
        ["replace"] = ToolKind.Edit,
        ["str_replace_editor"] = ToolKind.Edit,
        ["str_replace_based_edit_tool"] = ToolKind.Edit,
        ["search_replace"] = ToolKind.Edit,
        ["insert"] = ToolKind.Edit,
        ["delete_file"] = ToolKind.Delete,
        ["Grep"] = ToolKind.Search,
        ["grep_search"] = ToolKind.Search,
        ["search_file_content"] = ToolKind.Search,
        ["rg"] = ToolKind.Search,
        ["Glob"] = ToolKind.List,
        ["LS"] = ToolKind.List,
        ["list_directory"] = ToolKind.List,
        ["list_dir"] = ToolKind.List,
        ["file_search"] = ToolKind.List,
        ["WebFetch"] = ToolKind.Fetch,
        ["web_fetch"] = ToolKind.Fetch,
        ["fetch"] = ToolKind.Fetch,
        ["webfetch"] = ToolKind.Fetch,
        ["Task"] = ToolKind.Prompt,
        ["Agent"] = ToolKind.Prompt,
        ["spawn_agent"] = ToolKind.Prompt,
        ["apply_patch"] = ToolKind.Patch,
        ["patch"] = ToolKind.Patch,
    };

    public static ToolKind KindOf(string name) =>
        Kinds.TryGetValue(name, out var kind) ? kind : name.StartsWith("mcp__", StringComparison.Ordinal)
            || name.Contains("__", StringComparison.Ordinal) ? ToolKind.Foreign : ToolKind.Other;
}
