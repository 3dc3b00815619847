[assembly: AssemblyFixture(typeof(ToolTime.Pages.Tests.Browser))]
[assembly: AssemblyFixture(typeof(ToolTime.Pages.Tests.DemoWorld))]
[assembly: AssemblyFixture(typeof(ToolTime.Pages.Tests.HostileWorld))]
[assembly: AssemblyFixture(typeof(ToolTime.Pages.Tests.EmptyWorld))]
