namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Files in a home that make everyday programs run commands at their start.</summary>
internal static class StartupFiles
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        ".vimrc", ".gvimrc", ".exrc", ".nvimrc", ".emacs", ".tmux.conf", ".screenrc", ".gdbinit", ".lldbinit", ".gitconfig", ".irbrc",
            ".pryrc", ".Rprofile", ".pythonrc", ".perldb", "direnvrc", ".wezterm.lua", ".xsessionrc", ".xsession",
        "sitecustomize.py", "usercustomize.py",
    };

    private static readonly string[] Ends = ["/.ssh/config", "/.ssh/rc", "/.config/git/config", "/.emacs.d/init.el",
        "/Code/User/settings.json",
        "/Code/User/tasks.json", "/.config/direnv/direnvrc", "/.ipython/profile_default/startup", "/.config/kitty/kitty.conf",
        "/.gradle/init.d"];

    private static readonly string[] Folders = ["/.config/nvim/", "/.vim/plugin/", "/.vim/autoload/", "/.config/fish/conf.d/",
        "/.config/fish/functions/", "/.ipython/profile_default/startup/", "/.oh-my-zsh/custom/", "/.gradle/init.d/"];

    /// <summary>System programs that are never installed into a home; another with the same name would run in their place.</summary>
    private static readonly HashSet<string> Programs = new(StringComparer.Ordinal)
    {
        "git", "ssh", "scp", "sudo", "su", "ls", "cat", "ps", "rm", "cp", "mv", "grep", "find", "sh", "bash", "zsh", "curl", "login",
        "passwd", "systemctl", "top", "which",
    };

    /// <summary>Whether an absolute path outside the project is one of them.</summary>
    public static bool Contains(string path, string name) => Names.Contains(name) || IsShim(path, name)
        || (name.EndsWith(".pth", StringComparison.Ordinal) && path.Contains("/site-packages/", StringComparison.Ordinal))
        || Array.Exists(Ends, end => path.EndsWith(end, StringComparison.Ordinal))
        || Array.Exists(Folders, folder => path.Contains(folder, StringComparison.Ordinal));

    /// <summary>Whether a file hides a program of the system: `~/.local/bin/git`.</summary>
    private static bool IsShim(string path, string name) => Programs.Contains(name)
        && (path.EndsWith($"/.local/bin/{name}", StringComparison.Ordinal) || path == $"/usr/local/bin/{name}"
            || path.Split('/') is ["", "home" or "Users", _, "bin", _]);
}
